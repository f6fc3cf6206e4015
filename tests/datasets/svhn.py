"""Images of house numbers as SVHN's files have them, written by SciPy.

Writes svhn.mat (packed, as MATLAB and the published files are) and svhn-plain.mat beside this file. Needs scipy and numpy.
The value of a pixel is 100 * image + 10 * channel + 3 * row + column, modulo 256.
"""
import os
import numpy as np
from scipy.io import savemat

here = os.path.dirname(os.path.abspath(__file__))
h, w, c, n = np.meshgrid(np.arange(4), np.arange(5), np.arange(3), np.arange(3), indexing='ij')
x = ((100 * n + 10 * c + 3 * h + w) % 256).astype(np.uint8)
y = np.array([[10], [1], [9]], np.uint8)
for name, packed in (('svhn.mat', True), ('svhn-plain.mat', False)):
    savemat(os.path.join(here, name), {'X': x, 'y': y, 'note': 'left out'}, do_compression=packed)
