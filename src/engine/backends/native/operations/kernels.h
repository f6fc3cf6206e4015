#pragma once
#include <cstddef>
#include <cstdint>

namespace convas {

/** A convolution over one image: `[height, width, in]` and a kernel `[kernel height, kernel width, in, out]`. */
struct Convolution {
  int64_t height, width, in;
  int64_t kernelHeight, kernelWidth;
  int64_t outHeight, outWidth, out;
  int64_t strideDown, strideRight;
  int64_t padTop, padLeft, paddedHeight, paddedWidth;
};

/** What `x * scale + shift` turns channels into; a pointer that is null leaves them as they are. */
struct Affine {
  const float* scale;
  const float* shift;
};

/** Arrays that are needed next: they are fetched into the second cache while something else is computed. */
struct Ahead {
  const float* from[2];
  int64_t floats[2];
};

/**
 * The inner loops, compiled once for each instruction set. Arrays are contiguous; `period` numbers of a tensor are
 * treated alike from one period to the next, a multiple of both the channels and the vector's lanes.
 */
struct Kernels {
  /** float32 numbers in a vector. */
  int lanes;
  /** Copies an image into the middle of a padded one, through `max(0, x * scale + shift)` where there is a scale. */
  void (*pad)(const Convolution&, const float* x, Affine, float* padded);
  /**
   * Copies a kernel so that the channels that `convolve` sums at once lie beside each other from tap to tap: apart they
   * would share few of the nearest cache's sets. `out` must be a multiple of `lanes`.
   */
  void (*pack)(const Convolution&, const float* kernel, float* packed);
  /**
   * `out` must be a multiple of `lanes`. @param kernel packed
   * @param addend what the sums begin with, like `y`; null for 0
   */
  void (*convolve)(const Convolution&, const float* padded, const float* kernel, const float* addend, float* y,
                   const Ahead&);
  /**
   * Adds a kernel's gradient to `sums`, `[kernel height, kernel width, out, in]`; `in` and `out` must be multiples of
   * `lanes`. @param dyRow floats from a row of `dy` to the next; its pixels are contiguous
   */
  void (*kernelGradient)(const Convolution&, const float* padded, const float* dy, int64_t dyRow, float* sums,
                         const Ahead&);
  /** Sums of `x - center` and of its square, added to `sums` and `squares`, `[period]`. */
  void (*moments)(const float* x, int64_t periods, int64_t period, const float* center, double* sums, double* squares);
  /** `y = x * scale + shift + addend`, cut off at 0 where `relu`; `addend` may be null. */
  void (*normalize)(const float* x, const float* addend, int64_t periods, int64_t period, Affine, bool relu, float* y);
  /**
   * Sums of `g` and of `g * (x - center)`, added to `[period]`; `g` is 0 where the output was cut off: where `y` is not
   * positive, or without a `y`, where `x * scale + shift` is not, or nowhere without a scale.
   */
  void (*gradientSums)(const float* g, const float* x, const float* y, int64_t periods, int64_t period, Affine,
                       const float* center, double* sums, double* products);
  /** `dx = g * factor + x * slope + offset` with `g` as above, which goes to `cut` as well where that is not null. */
  void (*gradient)(const float* g, const float* x, const float* y, int64_t periods, int64_t period, Affine,
                   const float* factor, const float* slope, const float* offset, float* dx, float* cut);
};

extern const Kernels avx2Kernels;
extern const Kernels avx512Kernels;

}  // namespace convas
