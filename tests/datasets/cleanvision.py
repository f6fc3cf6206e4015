"""Scores of hand-made images by the functions that cleanvision and imagehash call: Pillow, NumPy and SciPy.

Writes cleanvision.json beside this file. Needs pillow, numpy and scipy.
"""
import base64, json, os, zlib
import numpy as np
import scipy.fftpack
from PIL import Image, ImageFilter, ImageStat


def made():
    rng = np.random.default_rng(7)
    yy, xx = np.mgrid[0:90, 0:120]
    ring = (127 + 120 * np.sin(np.hypot(yy - 40, xx - 60) / 3)).astype(np.uint8)
    yield 'noise', rng.integers(0, 256, (32, 32, 3), dtype=np.uint8)
    yield 'dark', rng.integers(0, 40, (28, 28), dtype=np.uint8)
    yield 'light', (255 - rng.integers(0, 6, (40, 30, 3))).astype(np.uint8)
    yield 'flat', np.full((20, 20, 3), (10, 200, 30), np.uint8)
    yield 'gradient', np.tile(np.arange(128, dtype=np.uint8), (16, 1))
    yield 'rings', ring
    yield 'rings in color', np.stack([ring, ring[::-1], 255 - ring], -1)
    yield 'soft', np.asarray(Image.fromarray(ring).filter(ImageFilter.GaussianBlur(6)))
    yield 'thin', rng.integers(0, 256, (6, 150, 3), dtype=np.uint8)
    yield 'gray in color', np.repeat(rng.integers(0, 256, (24, 24, 1), dtype=np.uint8), 3, -1)


def brightness(image):
    pixels = np.asarray(image)
    if pixels.ndim == 2:
        return pixels / 255.0
    r, g, b = (pixels[:, :, c].astype('int') for c in range(3))
    return np.sqrt(0.241 * r * r + 0.691 * g * g + 0.068 * b * b) / 255


def blurry(image):
    ratio = max(image.width, image.height) / 64
    small = image.resize((max(int(image.width // ratio), 1), max(int(image.height // ratio), 1))) if ratio > 1 else image
    gray = small.convert('L')
    edges = np.sqrt(ImageStat.Stat(gray.filter(ImageFilter.FIND_EDGES)).var[0])
    spread = 1 - np.exp(-0.01 * np.std(gray.histogram()))
    return min(1 - np.exp(-0.01 * edges) + (0 if spread <= 0.18 else spread), 1)


def phash(image):
    pixels = np.asarray(image.convert('L').resize((32, 32), Image.Resampling.LANCZOS))
    low = scipy.fftpack.dct(scipy.fftpack.dct(pixels, axis=0), axis=1)[:8, :8]
    bits = (low > np.median(low)).flatten()
    return '{:016x}'.format(int(''.join('1' if b else '0' for b in bits), 2))


def odd_size(sizes):
    roots = np.array([np.sqrt(w) * np.sqrt(h) for h, w in sizes])
    q1, q3 = np.percentile(roots, [25, 75])
    least, most = q1 - 3 * (q3 - q1), q3 + 3 * (q3 - q1)
    middle, gap = (least + most) / 2, most - least
    return (1 - np.clip(np.abs(roots - middle) / (gap if gap > 0 else middle), 0, 1)).tolist()


images = list(made())
found = []
for name, pixels in images:
    image = Image.fromarray(pixels)
    bright = brightness(image)
    found.append({
        'name': name,
        'shape': [pixels.shape[0], pixels.shape[1], pixels.shape[2] if pixels.ndim == 3 else 1],
        'pixels': base64.b64encode(zlib.compress(pixels.tobytes(), 9)).decode(),
        'dark': float(np.percentile(bright, 99)),
        'light': 1 - float(np.percentile(bright, 5)),
        'odd_aspect_ratio': min(image.width / image.height, image.height / image.width),
        'low_information': min(0.1 * image.entropy(), 1),
        'blurry': float(blurry(image)),
        'grayscale': 0 if pixels.ndim == 2 or (np.diff(pixels.reshape(-1, 3).T, axis=0) == 0).all() else 1,
        'phash': phash(image),
    })
sizes = [[10, 12], [11, 11], [12, 10], [11, 12], [10, 11], [90, 120]]
out = {'images': found, 'sizes': sizes, 'odd_size': odd_size(sizes), 'same': odd_size([[8, 8]] * 3)}
with open(os.path.join(os.path.dirname(__file__), 'cleanvision.json'), 'w') as file:
    json.dump(out, file, indent=1)
    file.write('\n')
