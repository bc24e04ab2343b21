import numpy as np


# infer: dither(array(uint8, 2d, C))
def dither(img):
    result = np.empty(img.shape, dtype=np.uint8)  # revealed: result: array(uint8, 2d, C)
    staging = img.astype(np.int16)
    height, width = img.shape  # revealed: height: int64, width: int64
    for y in range(height):
        for x in range(width):
            old = staging[y, x]  # revealed: old: int16
            new = np.uint8(0) if old < 128 else np.uint8(255)  # revealed: new: uint8
            error = old - new  # revealed: error: int64
            result[y, x] = new
            staging[y, x] = round(error * 0.5)
            if x + 1 < width:
                staging[y, x + 1] += error * 7 // 16
            if y + 1 < height:
                staging[y + 1, x - 1] += error * 3 // 16
    return result  # revealed: return: array(uint8, 2d, C)
