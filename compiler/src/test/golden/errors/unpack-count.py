# infer: f(array(float64, 2d, C))
def f(a):
    height, width, depth = a.shape
    return height * width * depth
