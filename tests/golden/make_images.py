"""Image files of many kinds and their pixels as Pillow reads them: python make_images.py > images.json

Pixels are bytes, turned upright, transparency over white; samples of 16 bits are divided by 257.
"""
import base64
import io
import json

import numpy as np
from PIL import Image, ImageOps

height, width = 5, 7
rgb = np.zeros((height, width, 3), np.uint8)
rgb[..., 0] = np.arange(width) * 36
rgb[..., 1] = (np.arange(height) * 50)[:, None]
rgb[..., 2] = 100
color = Image.fromarray(rgb)
gray = color.convert("L")
alpha = color.copy()
alpha.putalpha(Image.fromarray((np.arange(height * width) * 7).astype(np.uint8).reshape(height, width)))
deep = Image.fromarray((np.arange(height * width) * 1800).astype(np.uint16).reshape(height, width))
few = color.convert("P", palette=Image.Palette.ADAPTIVE, colors=4)

cases = []


def case(name, image, **options):
    file = io.BytesIO()
    image.save(file, **options)
    data = file.getvalue()
    opened = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if opened.mode.startswith("I;16") or opened.mode == "I":
        pixels = np.round(np.asarray(opened, np.float64) / 257).astype(np.uint8)
    else:
        has_alpha = opened.mode in ("RGBA", "LA") or "transparency" in opened.info
        if has_alpha:
            rgba = np.asarray(opened.convert("RGBA"), np.float64)
            share = rgba[..., 3:] / 255
            pixels = np.floor(rgba[..., :3] * share + 255 * (1 - share) + 0.5).astype(np.uint8)
            if opened.mode == "LA":
                pixels = pixels[..., 0]
        else:
            pixels = np.asarray(opened.convert("L" if opened.mode in ("1", "L") else "RGB"))
    cases.append(
        {
            "name": name,
            "file": base64.b64encode(data).decode(),
            "shape": [*pixels.shape, 1][:3],
            "pixels": base64.b64encode(np.ascontiguousarray(pixels).tobytes()).decode(),
            # Decoders of lossy formats round differently.
            "tolerance": 3 if options.get("format") == "JPEG" or options.get("compression") == "jpeg" else 0,
        }
    )


case("PNG of 1 bit", gray.convert("1"), format="PNG")
case("PNG of 2 bits", few, format="PNG", bits=2)
case("PNG of 8 bits, gray", gray, format="PNG")
case("PNG of 8 bits, gray and alpha", alpha.convert("LA"), format="PNG")
case("PNG of 8 bits, palette", color.convert("P"), format="PNG")
case("PNG of 8 bits, RGB", color, format="PNG")
case("PNG of 8 bits, RGBA", alpha, format="PNG")
case("PNG of 16 bits", deep, format="PNG")
case("JPEG, gray", gray, format="JPEG", quality=95)
case("JPEG, progressive", color, format="JPEG", quality=95, progressive=True, subsampling=0)
case("JPEG, CMYK", color.convert("CMYK"), format="JPEG", quality=95)
case("WebP", color, format="WEBP", lossless=True)
case("BMP", color, format="BMP")
case("BMP, palette", color.convert("P"), format="BMP")
case("TIFF", color, format="TIFF")
case("TIFF, gray, LZW", gray, format="TIFF", compression="tiff_lzw")
case("TIFF, deflate", color, format="TIFF", compression="tiff_adobe_deflate")
case("TIFF of 1 bit, fax", gray.convert("1"), format="TIFF", compression="group4")
case("TIFF of 16 bits", deep, format="TIFF")
case("TIFF, JPEG", color, format="TIFF", compression="jpeg")
case("GIF", few, format="GIF")
case("GIF, several frames", few, format="GIF", save_all=True, append_images=[Image.new("RGB", (width, height))])
case("GIF, transparent", few, format="GIF", transparency=1)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    for kind in ("PNG", "JPEG", "WEBP", "TIFF"):
        extra = {"quality": 95, "subsampling": 0} if kind == "JPEG" else {"lossless": True} if kind == "WEBP" else {}
        case(f"{kind}, orientation {orientation}", color, format=kind, exif=exif, **extra)

print(json.dumps(cases, indent=0))
