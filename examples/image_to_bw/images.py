"""Two colour images, always the same; `python images.py` writes them as PPM files, which image viewers show."""

import numpy as np


def hall(height=1200, width=1600):
    """A hall: light in the middle, tiles on the floor."""
    y, x = np.mgrid[0:height, 0:width]
    light = np.exp(-np.hypot(y - height / 2, x - width / 2) / (0.6 * width))
    tiles = 0.1 * ((y // 37 + x // 53) % 2)
    grain = np.random.default_rng(0).normal(0, 0.02, (height, width))
    return _coloured(light - tiles + grain, (255, 236, 200))


def garden(height=1200, width=1600):
    """A garden: waves of green below a sky."""
    y, x = np.mgrid[0:height, 0:width]
    waves = 0.5 + 0.25 * np.sin(x / 31) * np.cos(y / 47) + 0.2 * (y / height)
    grain = np.random.default_rng(1).normal(0, 0.03, (height, width))
    return _coloured(waves + grain, (120, 230, 140))


def _coloured(light, colour):
    return (np.clip(light, 0, 1)[:, :, np.newaxis] * np.array(colour)).astype(np.uint8)


def write(image, path):
    """As PPM, the plainest of formats."""
    with open(path, "wb") as file:
        file.write(f"P6 {image.shape[1]} {image.shape[0]} 255\n".encode())
        file.write(image.tobytes())


if __name__ == "__main__":
    write(hall(), "hall.ppm")
    write(garden(), "garden.ppm")
