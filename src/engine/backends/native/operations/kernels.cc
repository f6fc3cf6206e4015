// The inner loops. Compiled once for each instruction set, with CONVAS_KERNELS as the name and CONVAS_LANES as the
// vector's width; it includes nothing whose inline functions another file could take over.
#include "kernels.h"

namespace convas {
namespace {

constexpr int L = CONVAS_LANES;
typedef float Vector __attribute__((vector_size(4 * CONVAS_LANES)));
typedef float Unaligned __attribute__((vector_size(4 * CONVAS_LANES), aligned(4), may_alias));
typedef int32_t Mask __attribute__((vector_size(4 * CONVAS_LANES)));

#define INLINE inline __attribute__((always_inline))

INLINE Vector load(const float* p) { return *reinterpret_cast<const Unaligned*>(p); }
INLINE void store(float* p, Vector v) { *reinterpret_cast<Unaligned*>(p) = v; }
INLINE Vector all(float x) { return x - Vector{}; }
INLINE Vector positive(Vector test, Vector value) { return test > Vector{} ? value : Vector{}; }

/** What an output is before it is cut off: the same rounding forward and backward. */
INLINE Vector affine(Vector x, Vector scale, Vector shift) { return x * scale + shift; }

/** Fetches arrays little by little: the same share of each at each step, in whole lines, until it is all there. */
class Fetch {
 public:
  Fetch(const Ahead& ahead, int64_t steps) {
    for (int i = 0; i < 2; i++) {
      if (!ahead.from[i]) continue;
      const int64_t bytes = 4 * ahead.floats[i];
      at_[i] = reinterpret_cast<const char*>(ahead.from[i]);
      end_[i] = at_[i] + bytes;
      share_[i] = (bytes / steps + 63) & ~63LL;
    }
  }
  INLINE void step() {
    for (int i = 0; i < 2; i++) {
      if (at_[i] == end_[i]) continue;
      const char* to = end_[i] - at_[i] < share_[i] ? end_[i] : at_[i] + share_[i];
      for (; at_[i] < to; at_[i] += 64) __builtin_prefetch(at_[i], 0, 2);
      at_[i] = to;
    }
  }

 private:
  const char* at_[2] = {};
  const char* end_[2] = {};
  int64_t share_[2] = {};
};

// ---- convolution ----

/**
 * Sums for P pixels and V vectors of channels, of which those from W on are in the next row, whose windows are `wrap`
 * floats further. PX: floats from a pixel's window to the next; 0: `step`.
 */
template <int V, int P, int PX, int W = P>
void block(const float* in, int64_t row, int64_t step, int64_t wrap, int64_t rows, int64_t taps, const float* kernel,
           int64_t out, const float* addend, float* y, Fetch& fetch) {
  const int64_t px = PX ? PX : step;
  Vector sum[P][V];
#pragma GCC unroll 16
  for (int p = 0; p < P; p++)
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) sum[p][v] = addend ? load(addend + p * out + v * L) : Vector{};
  for (int64_t r = 0; r < rows; r++) {
    const float* a = in + r * row;
    const float* b = a + wrap;
    fetch.step();
    const auto tap = [&](int u) __attribute__((always_inline)) {
      Vector w[V];
#pragma GCC unroll 4
      for (int v = 0; v < V; v++) w[v] = load(kernel + (u * V + v) * L);
#pragma GCC unroll 16
      for (int p = 0; p < P; p++) {
        const Vector x = all(p < W ? a[p * px + u] : b[p * px + u]);
#pragma GCC unroll 4
        for (int v = 0; v < V; v++) sum[p][v] += x * w[v];
      }
    };
    const auto forward = [&](int some) __attribute__((always_inline)) {
      a += some;
      b += some;
      kernel += some * V * L;
    };
    int64_t t = 0;
    // Two at a time: counting takes instructions too, of which a core that runs two threads has fewer for each.
    if (PX)
      for (; t + 2 <= taps; t += 2) {
        tap(0);
        tap(1);
        forward(2);
      }
    for (; t < taps; t++) {
      tap(0);
      forward(1);
    }
  }
#pragma GCC unroll 16
  for (int p = 0; p < P; p++)
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) store(y + p * out + v * L, sum[p][v]);
}

template <int V, int P, int PX>
INLINE void blocks(int64_t& at, int64_t end, const Convolution& c, int64_t rows, int64_t taps, const float* in,
                   const float* kernel, const float* addend, float* y, Fetch& fetch) {
  const int64_t step = c.strideRight * c.in;
  for (; at + P <= end; at += P) {
    const int64_t to = at * c.out;
    block<V, P, PX>(in + at * step, c.paddedWidth * c.in, step, 0, rows, taps, kernel, c.out,
                    addend ? addend + to : nullptr, y + to, fetch);
  }
}

/** All pixels of an image, six at a time, over the ends of rows: `outWidth` must be even, and six at least. */
template <int V, int PX>
void sixes(const Convolution& c, int64_t rows, int64_t taps, const float* padded, const float* kernel,
           const float* addend, float* y, Fetch& fetch) {
  const int64_t row = c.paddedWidth * c.in, step = c.strideRight * c.in;
  const int64_t down = c.strideDown * row, wrap = down - c.outWidth * step;
  int64_t right = 0, left = c.outHeight * c.outWidth;
  const float* line = padded;
  while (left > 0) {
    const float* in = line + right * step;
    const int64_t inRow = c.outWidth - right, some = left < 6 ? left : 6;
    if (some == 4) block<V, 4, PX>(in, row, step, 0, rows, taps, kernel, c.out, addend, y, fetch);
    else if (some == 2) block<V, 2, PX>(in, row, step, 0, rows, taps, kernel, c.out, addend, y, fetch);
    else if (inRow == 4) block<V, 6, PX, 4>(in, row, step, wrap, rows, taps, kernel, c.out, addend, y, fetch);
    else if (inRow == 2) block<V, 6, PX, 2>(in, row, step, wrap, rows, taps, kernel, c.out, addend, y, fetch);
    else block<V, 6, PX>(in, row, step, 0, rows, taps, kernel, c.out, addend, y, fetch);
    left -= some;
    y += some * c.out;
    if (addend) addend += some * c.out;
    right += some;
    if (right >= c.outWidth) {
      right -= c.outWidth;
      line += down;
    }
  }
}

/** V vectors of channels of a whole image, of some rows of the kernel and so many of the taps of each. */
template <int V, int PX>
void sweep(const Convolution& c, int64_t rows, int64_t taps, const float* padded, const float* kernel,
           const float* addend, float* y, Fetch& fetch) {
  if constexpr (L == 8 && V == 2)
    if (c.outWidth >= 6 && c.outWidth % 2 == 0)
      return sixes<V, PX>(c, rows, taps, padded, kernel, addend, y, fetch);
  // Six at a time, but not so far that fewer than four remain.
  const int64_t rest = c.outWidth % 6;
  const int64_t many = rest == 0 || rest >= 4 ? c.outWidth : c.outWidth - (rest == 2 ? 8 : 6 + rest);
  for (int64_t oh = 0; oh < c.outHeight; oh++) {
    const float* in = padded + oh * c.strideDown * c.paddedWidth * c.in;
    const float* add = addend ? addend + oh * c.outWidth * c.out : nullptr;
    float* to = y + oh * c.outWidth * c.out;
    const int64_t end = c.outWidth;
    int64_t at = 0;
    if (L == 16 && V == 1) blocks<V, L == 16 && V == 1 ? 16 : 1, PX>(at, end, c, rows, taps, in, kernel, add, to, fetch);
    if (L == 16 || V == 1) blocks<V, L == 16 || V == 1 ? 8 : 1, PX>(at, end, c, rows, taps, in, kernel, add, to, fetch);
    else blocks<V, L == 16 || V == 1 ? 1 : 6, PX>(at, many, c, rows, taps, in, kernel, add, to, fetch);
    blocks<V, 4, PX>(at, end, c, rows, taps, in, kernel, add, to, fetch);
    blocks<V, 2, PX>(at, end, c, rows, taps, in, kernel, add, to, fetch);
    blocks<V, 1, PX>(at, end, c, rows, taps, in, kernel, add, to, fetch);
  }
}

/** Bytes of a kernel that stay in the nearest cache beside the image's rows. */
constexpr int64_t nearKernel = 24576;

/** V vectors of channels; a kernel that is too large for the cache slice by slice, so that each slice stays there. */
template <int V, int PX>
void convolveSome(const Convolution& c, const float* padded, const float* kernel, const float* addend, float* y,
                  Fetch& fetch) {
  const int64_t row = c.kernelWidth * c.in, most = nearKernel / (V * L * 4);
  if (c.kernelHeight * row <= most) return sweep<V, PX>(c, c.kernelHeight, row, padded, kernel, addend, y, fetch);
  for (int64_t r = 0; r < c.kernelHeight; r++)
    for (int64_t t = 0; t < row; t += most) {
      sweep<V, PX>(c, 1, row - t < most ? row - t : most, padded + r * c.paddedWidth * c.in + t,
                   kernel + (r * row + t) * V * L, addend, y, fetch);
      addend = y;
    }
}

template <int PX>
void convolveAll(const Convolution& c, const float* padded, const float* kernel, const float* addend, float* y,
                 const Ahead& ahead) {
  // About once for each block and row of the kernel.
  Fetch fetch{ahead, c.outHeight * ((c.outWidth + 15) / 16) * c.kernelHeight};
  const int64_t taps = c.kernelHeight * c.kernelWidth * c.in;
  int64_t at = 0;
  for (; at + 2 * L <= c.out; at += 2 * L)
    convolveSome<2, PX>(c, padded, kernel + at * taps, addend ? addend + at : nullptr, y + at, fetch);
  if (at < c.out) convolveSome<1, PX>(c, padded, kernel + at * taps, addend ? addend + at : nullptr, y + at, fetch);
}

void pack(const Convolution& c, const float* kernel, float* packed) {
  const int64_t taps = c.kernelHeight * c.kernelWidth * c.in;
  for (int64_t at = 0; at < c.out; at += 2 * L) {
    const int64_t some = c.out - at < 2 * L ? c.out - at : 2 * L;
    for (int64_t t = 0; t < taps; t++)
      for (int64_t k = 0; k < some; k += L, packed += L) store(packed, load(kernel + t * c.out + at + k));
  }
}

void convolve(const Convolution& c, const float* padded, const float* kernel, const float* addend, float* y,
              const Ahead& ahead) {
  switch (c.strideRight * c.in) {
    case 16: return convolveAll<16>(c, padded, kernel, addend, y, ahead);
    case 32: return convolveAll<32>(c, padded, kernel, addend, y, ahead);
    case 64: return convolveAll<64>(c, padded, kernel, addend, y, ahead);
    case 128: return convolveAll<128>(c, padded, kernel, addend, y, ahead);
    case 256: return convolveAll<256>(c, padded, kernel, addend, y, ahead);
    default: return convolveAll<0>(c, padded, kernel, addend, y, ahead);
  }
}

/** Bytes of an image and its gradient that stay in the nearest cache. */
constexpr int64_t nearRows = 36864;

/** T neighboring taps, L channels in, B channels out. */
template <int T, int B>
void gradientBlock(const Convolution& c, const float* padded, const float* dy, int64_t dyRow, float* sums, Fetch& fetch) {
  Vector sum[T][B];
#pragma GCC unroll 4
  for (int t = 0; t < T; t++)
#pragma GCC unroll 8
    for (int b = 0; b < B; b++) sum[t][b] = Vector{};
  const int64_t step = c.strideRight * c.in;
  for (int64_t oh = 0; oh < c.outHeight; oh++) {
    const float* a = padded + oh * c.strideDown * c.paddedWidth * c.in;
    const float* d = dy + oh * dyRow;
    fetch.step();
    for (int64_t ow = 0; ow < c.outWidth; ow++) {
      Vector x[T];
#pragma GCC unroll 4
      for (int t = 0; t < T; t++) x[t] = load(a + t * c.in);
#pragma GCC unroll 8
      for (int b = 0; b < B; b++) {
        const Vector g = all(d[b]);
#pragma GCC unroll 4
        for (int t = 0; t < T; t++) sum[t][b] += x[t] * g;
      }
      a += step;
      d += c.out;
    }
  }
#pragma GCC unroll 4
  for (int t = 0; t < T; t++)
#pragma GCC unroll 8
    for (int b = 0; b < B; b++) {
      float* to = sums + (t * c.out + b) * c.in;
      store(to, load(to) + sum[t][b]);
    }
}

void kernelGradientRows(const Convolution& c, const float* padded, const float* dy, int64_t dyRow, float* sums,
                        Fetch& fetch) {
  constexpr int B = L / 2;
  for (int64_t r = 0; r < c.kernelHeight; r++)
    for (int64_t t = 0; t < c.kernelWidth;) {
      const int64_t taps = c.kernelWidth - t < 3 ? c.kernelWidth - t : 3;
      for (int64_t o = 0; o < c.out; o += B)
        for (int64_t i = 0; i < c.in; i += L) {
          const float* x = padded + (r * c.paddedWidth + t) * c.in + i;
          float* to = sums + ((r * c.kernelWidth + t) * c.out + o) * c.in + i;
          if (taps == 3) gradientBlock<3, B>(c, x, dy + o, dyRow, to, fetch);
          else if (taps == 2) gradientBlock<2, B>(c, x, dy + o, dyRow, to, fetch);
          else gradientBlock<1, B>(c, x, dy + o, dyRow, to, fetch);
        }
      t += taps;
    }
}

/** Some rows at a time, so that they stay in the nearest cache. */
void kernelGradient(const Convolution& c, const float* padded, const float* dy, int64_t dyRow, float* sums,
                    const Ahead& ahead) {
  const int64_t bytes = 4 * (c.paddedWidth * c.in * c.strideDown + c.outWidth * c.out);
  const int64_t some = bytes >= nearRows ? 1 : nearRows / bytes;
  const int64_t blocks = c.kernelHeight * ((c.kernelWidth + 2) / 3) * (c.out / (L / 2)) * (c.in / L);
  Fetch fetch{ahead, blocks * c.outHeight};
  Convolution part = c;
  for (int64_t oh = 0; oh < c.outHeight; oh += some) {
    part.outHeight = c.outHeight - oh < some ? c.outHeight - oh : some;
    kernelGradientRows(part, padded + oh * c.strideDown * c.paddedWidth * c.in, dy + oh * dyRow, dyRow, sums,
                       fetch);
  }
}

void pad(const Convolution& c, const float* x, Affine to, float* padded) {
  const int64_t row = c.width * c.in;
  for (int64_t h = 0; h < c.height; h++) {
    const float* from = x + h * row;
    float* out = padded + ((h + c.padTop) * c.paddedWidth + c.padLeft) * c.in;
    int64_t i = 0;
    if (to.scale && c.in % L == 0) {
      for (; i < row; i += c.in)
        for (int64_t k = 0; k < c.in; k += L) {
          const Vector z = affine(load(from + i + k), load(to.scale + k), load(to.shift + k));
          store(out + i + k, positive(z, z));
        }
    } else {
      for (; i + L <= row; i += L) store(out + i, load(from + i));
      for (; i < row; i++) out[i] = from[i];
    }
  }
}

// ---- passes over tensors, a few thousand numbers at a time, so that each column of a chunk is in the nearest cache ----

constexpr int64_t chunk = 2048;
/** Chunks whose sums are kept in single precision before they are added up in double. */
INLINE int64_t periodsOf(int64_t period) { return period >= chunk ? 1 : chunk / period; }

void moments(const float* x, int64_t periods, int64_t period, const float* center, double* sums, double* squares) {
  const int64_t some = periodsOf(period);
  for (int64_t from = 0; from < periods; from += some) {
    const int64_t count = periods - from < some ? periods - from : some;
    for (int64_t k = 0; k < period; k += L) {
      const float* p = x + from * period + k;
      const Vector m = load(center + k);
      Vector s[4] = {}, q[4] = {};
      int64_t r = 0;
      for (; r + 4 <= count; r += 4)
#pragma GCC unroll 4
        for (int u = 0; u < 4; u++) {
          const Vector d = load(p + (r + u) * period) - m;
          s[u] += d;
          q[u] += d * d;
        }
      for (; r < count; r++) {
        const Vector d = load(p + r * period) - m;
        s[0] += d;
        q[0] += d * d;
      }
      const Vector sum = (s[0] + s[1]) + (s[2] + s[3]), square = (q[0] + q[1]) + (q[2] + q[3]);
      for (int l = 0; l < L; l++) {
        sums[k + l] += sum[l];
        squares[k + l] += square[l];
      }
    }
  }
}

void normalize(const float* x, const float* addend, int64_t periods, int64_t period, Affine to, bool relu, float* y) {
  for (int64_t r = 0; r < periods; r++) {
    for (int64_t k = 0; k < period; k += L) {
      Vector z = affine(load(x + k), load(to.scale + k), load(to.shift + k));
      if (addend) z += load(addend + k);
      store(y + k, relu ? positive(z, z) : z);
    }
    x += period;
    y += period;
    if (addend) addend += period;
  }
}

/** How a gradient passes the cut: everywhere, where the output is positive, where it would be. */
enum class Cut { none, output, input };

template <Cut cut>
INLINE Vector passed(Vector g, const float* x, const float* y, int64_t at, Vector scale, Vector shift) {
  if (cut == Cut::output) return positive(load(y + at), g);
  if (cut == Cut::input) return positive(affine(load(x + at), scale, shift), g);
  return g;
}

template <Cut cut>
void sumGradients(const float* g, const float* x, const float* y, int64_t periods, int64_t period, Affine to,
                  const float* center, double* sums, double* products) {
  const int64_t some = periodsOf(period);
  for (int64_t from = 0; from < periods; from += some) {
    const int64_t count = periods - from < some ? periods - from : some;
    for (int64_t k = 0; k < period; k += L) {
      const Vector m = load(center + k);
      const Vector scale = cut == Cut::input ? load(to.scale + k) : m;
      const Vector shift = cut == Cut::input ? load(to.shift + k) : m;
      Vector s[4] = {}, q[4] = {};
      int64_t at = from * period + k, r = 0;
      for (; r + 4 <= count; r += 4)
#pragma GCC unroll 4
        for (int u = 0; u < 4; u++) {
          const Vector d = passed<cut>(load(g + at), x, y, at, scale, shift);
          s[u] += d;
          q[u] += d * (load(x + at) - m);
          at += period;
        }
      for (; r < count; r++) {
        const Vector d = passed<cut>(load(g + at), x, y, at, scale, shift);
        s[0] += d;
        q[0] += d * (load(x + at) - m);
        at += period;
      }
      const Vector sum = (s[0] + s[1]) + (s[2] + s[3]), product = (q[0] + q[1]) + (q[2] + q[3]);
      for (int l = 0; l < L; l++) {
        sums[k + l] += sum[l];
        products[k + l] += product[l];
      }
    }
  }
}

void gradientSums(const float* g, const float* x, const float* y, int64_t periods, int64_t period, Affine to,
                  const float* center, double* sums, double* products) {
  if (y) sumGradients<Cut::output>(g, x, y, periods, period, to, center, sums, products);
  else if (to.scale) sumGradients<Cut::input>(g, x, y, periods, period, to, center, sums, products);
  else sumGradients<Cut::none>(g, x, y, periods, period, to, center, sums, products);
}

template <Cut cut>
void writeGradient(const float* g, const float* x, const float* y, int64_t periods, int64_t period, Affine to,
                   const float* factor, const float* slope, const float* offset, float* dx, float* kept) {
  for (int64_t r = 0; r < periods; r++) {
    for (int64_t k = 0; k < period; k += L) {
      const Vector scale = cut == Cut::input ? load(to.scale + k) : Vector{};
      const Vector shift = cut == Cut::input ? load(to.shift + k) : Vector{};
      const int64_t at = r * period + k;
      const Vector d = passed<cut>(load(g + at), x, y, at, scale, shift);
      store(dx + at, d * load(factor + k) + (load(x + at) * load(slope + k) + load(offset + k)));
      if (kept) store(kept + at, d);
    }
  }
}

void gradient(const float* g, const float* x, const float* y, int64_t periods, int64_t period, Affine to,
              const float* factor, const float* slope, const float* offset, float* dx, float* cut) {
  if (y) writeGradient<Cut::output>(g, x, y, periods, period, to, factor, slope, offset, dx, cut);
  else if (to.scale) writeGradient<Cut::input>(g, x, y, periods, period, to, factor, slope, offset, dx, cut);
  else writeGradient<Cut::none>(g, x, y, periods, period, to, factor, slope, offset, dx, cut);
}

}  // namespace

extern const Kernels CONVAS_KERNELS;
const Kernels CONVAS_KERNELS = {L,              pad,     pack,      convolve,
                                kernelGradient, moments, normalize, gradientSums,
                                gradient};

}  // namespace convas
