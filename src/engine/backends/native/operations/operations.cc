// Operations for TensorFlow that touch memory less often than its own: batch normalization that cuts off and adds as it
// writes, convolutions that normalize what they read and take the statistics of what they write.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernels.h"
#include "pool.h"
#include "tensorflow.h"

namespace convas {
namespace {

/** The widest vectors that the processor has and that oneDNN is allowed to use; null where there are none. */
const Kernels* choose() {
  const char* text = std::getenv("ONEDNN_MAX_CPU_ISA");
  const std::string limit = text ? text : "";
  const bool narrow = limit.rfind("SSE", 0) == 0 || limit == "AVX";
  const bool two = limit.rfind("AVX2", 0) == 0;
  __builtin_cpu_init();
  if (!narrow && !two && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
    return &avx512Kernels;
  if (!narrow && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &avx2Kernels;
  return nullptr;
}

const Kernels& kernels() {
  static const Kernels* chosen = choose();
  return *chosen;
}

/** A step through the numbers from `from` to `to` for each of some parts, as equal as can be. */
struct Part {
  int64_t from, to;
};
Part partOf(int64_t count, int parts, int at) { return {count * at / parts, count * (at + 1) / parts}; }

/** More parts than threads, so that a thread that another program holds up does not hold up all. */
int partsFor(int64_t count, int each = 4) {
  const int64_t most = threadCount() == 1 ? 1 : each * threadCount();
  return static_cast<int>(std::max<int64_t>(1, std::min<int64_t>(count, most)));
}

// ---- an operation's tensors ----

class Call {
 public:
  explicit Call(TF_OpKernelContext* context) : context_(context), status_(TF_NewStatus()) {
    for (int i = 0; i < TF_NumInputs(context); i++) {
      TF_Tensor* tensor = nullptr;
      TF_GetInput(context, i, &tensor, status_);
      check();
      tensors_.push_back(tensor);
    }
  }
  ~Call() {
    for (TF_Tensor* tensor : tensors_) TF_DeleteTensor(tensor);
    TF_DeleteStatus(status_);
  }
  Call(const Call&) = delete;

  int inputs() const { return static_cast<int>(tensors_.size()); }
  const float* in(int i) const { return static_cast<const float*>(TF_TensorData(tensors_.at(i))); }
  std::vector<int64_t> shape(int i) const {
    std::vector<int64_t> dims;
    for (int d = 0; d < TF_NumDims(tensors_.at(i)); d++) dims.push_back(TF_Dim(tensors_[i], d));
    return dims;
  }
  /** An input that must hold so many numbers. */
  const float* in(int i, int64_t size) const {
    if (sizeOf(shape(i)) != size) throw std::invalid_argument("input " + std::to_string(i) + " has the wrong size");
    return in(i);
  }
  float* out(int i, const std::vector<int64_t>& dims) {
    const int64_t size = sizeOf(dims);
    TF_Tensor* tensor = TF_AllocateOutput(context_, i, TF_FLOAT, dims.data(), static_cast<int>(dims.size()),
                                          static_cast<size_t>(size) * sizeof(float), status_);
    check();
    auto* data = static_cast<float*>(TF_TensorData(tensor));
    TF_DeleteTensor(tensor);
    return data;
  }
  void fail(const char* message) {
    TF_SetStatus(status_, TF_INVALID_ARGUMENT, message);
    TF_OpKernelContext_Failure(context_, status_);
  }
  static int64_t sizeOf(const std::vector<int64_t>& dims) {
    int64_t size = 1;
    for (int64_t d : dims) size *= d;
    return size;
  }

 private:
  void check() const {
    if (TF_GetCode(status_) != TF_OK) throw std::runtime_error(TF_Message(status_));
  }
  TF_OpKernelContext* context_;
  TF_Status* status_;
  std::vector<TF_Tensor*> tensors_;
};

/** Reads an operation's attributes, once. */
class Attributes {
 public:
  explicit Attributes(TF_OpKernelConstruction* construction) : construction_(construction), status_(TF_NewStatus()) {}
  ~Attributes() {
    if (TF_GetCode(status_) != TF_OK) TF_OpKernelConstruction_Failure(construction_, status_);
    TF_DeleteStatus(status_);
  }
  float number(const char* name) {
    float value = 0;
    TF_OpKernelConstruction_GetAttrFloat(construction_, name, &value, status_);
    return value;
  }
  bool flag(const char* name) {
    unsigned char value = 0;
    TF_OpKernelConstruction_GetAttrBool(construction_, name, &value, status_);
    return value != 0;
  }
  template <size_t N>
  void list(const char* name, int64_t (&values)[N]) {
    TF_OpKernelConstruction_GetAttrInt64List(construction_, name, values, N, status_);
  }

 private:
  TF_OpKernelConstruction* construction_;
  TF_Status* status_;
};

// ---- statistics ----

/** How many numbers, their mean and the sum of their squared differences from it, by channel. */
struct Statistics {
  double count = 0;
  std::vector<double> mean, squares;
  explicit Statistics(int64_t channels) : mean(channels), squares(channels) {}

  /** Adds numbers by the sums of `x - center` and of its square (Chan, Golub and LeVeque 1979). */
  void add(double some, int64_t channel, double center, double sum, double square) {
    const double theirs = center + sum / some;
    const double difference = theirs - mean[channel], all = count + some;
    squares[channel] += square - sum * sum / some + difference * difference * count * some / all;
    mean[channel] += difference * some / all;
  }
};

/** Writes mean, biased and unbiased variance as outputs `first` to `first + 2`. */
void writeMoments(Call& call, int first, const Statistics& statistics) {
  const auto channels = static_cast<int64_t>(statistics.mean.size());
  float* mean = call.out(first, {channels});
  float* variance = call.out(first + 1, {channels});
  float* unbiased = call.out(first + 2, {channels});
  for (int64_t c = 0; c < channels; c++) {
    const double squares = std::max(0.0, statistics.squares[c]);
    mean[c] = static_cast<float>(statistics.mean[c]);
    variance[c] = static_cast<float>(squares / statistics.count);
    unbiased[c] = static_cast<float>(squares / std::max(1.0, statistics.count - 1));
  }
}

/** The mean of up to 16 of the rows, evenly spread: near enough to the mean of all for sums of differences from it. */
void centerOf(const float* x, int64_t rows, int64_t channels, float* center) {
  const int64_t some = std::min<int64_t>(rows, 16);
  for (int64_t c = 0; c < channels; c++) {
    double sum = 0;
    for (int64_t i = 0; i < some; i++) sum += x[(i * rows / some) * channels + c];
    center[c] = static_cast<float>(sum / static_cast<double>(some));
  }
}

/**
 * A tensor `[..., channels]` as periods that the kernels take, and the numbers that remain: these are computed as a
 * period of their own that is filled up.
 */
struct Periods {
  int64_t channels, rows, period, whole, rest;
  explicit Periods(const std::vector<int64_t>& shape) {
    channels = shape.empty() ? 1 : shape.back();
    const int64_t size = Call::sizeOf(shape);
    rows = channels == 0 ? 0 : size / channels;
    int64_t lanes = kernels().lanes;
    period = channels;
    while (period % lanes != 0) period += channels;
    whole = size / period;
    rest = size % period;
  }
  /** `[channels]` repeated over a period. */
  std::vector<float> repeat(const float* values) const {
    std::vector<float> repeated(static_cast<size_t>(period));
    for (int64_t i = 0; i < period; i++) repeated[i] = values[i % channels];
    return repeated;
  }
  /** The numbers that remain of `x`, filled up with `more`; null for null. */
  std::vector<float> remaining(const float* x, const std::vector<float>* more = nullptr) const {
    std::vector<float> filled = more ? *more : std::vector<float>(static_cast<size_t>(period));
    if (x) std::memcpy(filled.data(), x + whole * period, static_cast<size_t>(rest) * sizeof(float));
    return filled;
  }
  /** Sums over a period, by channel. */
  std::vector<double> fold(const double* sums, int parts) const {
    std::vector<double> folded(static_cast<size_t>(channels));
    for (int p = 0; p < parts; p++)
      for (int64_t i = 0; i < period; i++) folded[i % channels] += sums[p * period + i];
    return folded;
  }
};

/** A normalization's numbers by channel: `x * scale + shift` is its output. */
struct Normalization {
  std::vector<float> scale, shift;
  std::vector<double> inverse;
  Normalization(const float* mean, const float* variance, const float* gamma, const float* beta, int64_t channels,
                float epsilon)
      : scale(channels), shift(channels), inverse(channels) {
    for (int64_t c = 0; c < channels; c++) {
      inverse[c] = 1 / std::sqrt(static_cast<double>(variance[c]) + epsilon);
      const double factor = gamma[c] * inverse[c];
      scale[c] = static_cast<float>(factor);
      shift[c] = static_cast<float>(beta[c] - mean[c] * factor);
    }
  }
};

// ---- ConvasMoments: x -> mean, variance, unbiased ----

struct Moments {
  explicit Moments(Attributes&) {}
  void compute(Call& call) const {
    const Periods p(call.shape(0));
    const float* x = call.in(0);
    std::vector<float> center(static_cast<size_t>(p.channels));
    centerOf(x, p.rows, p.channels, center.data());
    const std::vector<float> centers = p.repeat(center.data());
    const int parts = partsFor(p.whole);
    std::vector<double> sums(static_cast<size_t>(p.period * (parts + 1))), squares(sums.size());
    inParts(parts, [&](int at) {
      const Part part = partOf(p.whole, parts, at);
      kernels().moments(x + part.from * p.period, part.to - part.from, p.period, centers.data(), &sums[at * p.period],
                        &squares[at * p.period]);
    });
    if (p.rest > 0)
      kernels().moments(p.remaining(x, &centers).data(), 1, p.period, centers.data(), &sums[parts * p.period],
                        &squares[parts * p.period]);
    const std::vector<double> sum = p.fold(sums.data(), parts + 1), square = p.fold(squares.data(), parts + 1);
    Statistics statistics(p.channels);
    for (int64_t c = 0; c < p.channels; c++)
      statistics.add(static_cast<double>(p.rows), c, center[c], sum[c], square[c]);
    statistics.count = static_cast<double>(p.rows);
    writeMoments(call, 0, statistics);
  }
};

// ---- ConvasNormalize: x, mean, variance, gamma, beta, [shortcut] -> y ----

struct Normalize {
  float epsilon;
  bool relu;
  explicit Normalize(Attributes& attributes) : epsilon(attributes.number("epsilon")), relu(attributes.flag("relu")) {}
  void compute(Call& call) const {
    const Periods p(call.shape(0));
    const float* x = call.in(0);
    const float* addend = call.inputs() > 5 ? call.in(5, p.rows * p.channels) : nullptr;
    const Normalization n(call.in(1, p.channels), call.in(2, p.channels), call.in(3, p.channels),
                          call.in(4, p.channels), p.channels, epsilon);
    const std::vector<float> scale = p.repeat(n.scale.data()), shift = p.repeat(n.shift.data());
    const Affine affine{scale.data(), shift.data()};
    float* y = call.out(0, call.shape(0));
    const int parts = partsFor(p.whole);
    inParts(parts, [&](int at) {
      const Part part = partOf(p.whole, parts, at);
      const int64_t from = part.from * p.period;
      kernels().normalize(x + from, addend ? addend + from : nullptr, part.to - part.from, p.period, affine, relu,
                          y + from);
    });
    if (p.rest == 0) return;
    std::vector<float> last(static_cast<size_t>(p.period));
    const std::vector<float> added = p.remaining(addend);
    kernels().normalize(p.remaining(x).data(), addend ? added.data() : nullptr, 1, p.period, affine, relu,
                        last.data());
    std::memcpy(y + p.whole * p.period, last.data(), static_cast<size_t>(p.rest) * sizeof(float));
  }
};

// ---- ConvasNormalizeGrad: g, x, mean, variance, gamma, beta, [y] -> dx, dgamma, dbeta, cut ----

struct NormalizeGrad {
  float epsilon;
  bool relu, keep;
  explicit NormalizeGrad(Attributes& attributes)
      : epsilon(attributes.number("epsilon")), relu(attributes.flag("relu")), keep(attributes.flag("keep")) {}
  void compute(Call& call) const {
    const std::vector<int64_t> shape = call.shape(1);
    const Periods p(shape);
    const int64_t size = p.rows * p.channels;
    const float *g = call.in(0, size), *x = call.in(1), *mean = call.in(2, p.channels);
    const float* gamma = call.in(4, p.channels);
    const float* y = call.inputs() > 6 ? call.in(6, size) : nullptr;
    const Normalization n(mean, call.in(3, p.channels), gamma, call.in(5, p.channels), p.channels, epsilon);
    const std::vector<float> scale = p.repeat(n.scale.data()), shift = p.repeat(n.shift.data());
    const std::vector<float> centers = p.repeat(mean);
    const Affine affine{relu && !y ? scale.data() : nullptr, shift.data()};
    const int parts = partsFor(p.whole);
    std::vector<double> sums(static_cast<size_t>(p.period * (parts + 1))), products(sums.size());
    inParts(parts, [&](int at) {
      const Part part = partOf(p.whole, parts, at);
      const int64_t from = part.from * p.period;
      kernels().gradientSums(g + from, x + from, y ? y + from : nullptr, part.to - part.from, p.period, affine,
                             centers.data(), &sums[at * p.period], &products[at * p.period]);
    });
    const std::vector<float> lastG = p.remaining(g), lastX = p.remaining(x), lastY = p.remaining(y);
    const float* endY = y ? lastY.data() : nullptr;
    if (p.rest > 0)
      kernels().gradientSums(lastG.data(), lastX.data(), endY, 1, p.period, affine, centers.data(),
                             &sums[parts * p.period], &products[parts * p.period]);
    const std::vector<double> sum = p.fold(sums.data(), parts + 1), product = p.fold(products.data(), parts + 1);
    float* dgamma = call.out(1, {p.channels});
    float* dbeta = call.out(2, {p.channels});
    std::vector<float> slope(static_cast<size_t>(p.channels)), offset(slope.size());
    for (int64_t c = 0; c < p.channels; c++) {
      const double rows = static_cast<double>(p.rows), factor = gamma[c] * n.inverse[c];
      const double steep = -factor * n.inverse[c] * n.inverse[c] * product[c] / rows;
      dgamma[c] = static_cast<float>(product[c] * n.inverse[c]);
      dbeta[c] = static_cast<float>(sum[c]);
      slope[c] = static_cast<float>(steep);
      offset[c] = static_cast<float>(-factor * sum[c] / rows - mean[c] * steep);
    }
    const std::vector<float> slopes = p.repeat(slope.data()), offsets = p.repeat(offset.data());
    float* dx = call.out(0, shape);
    float* cut = call.out(3, keep ? shape : std::vector<int64_t>{0});
    inParts(parts, [&](int at) {
      const Part part = partOf(p.whole, parts, at);
      const int64_t from = part.from * p.period;
      kernels().gradient(g + from, x + from, y ? y + from : nullptr, part.to - part.from, p.period, affine,
                         scale.data(), slopes.data(), offsets.data(), dx + from, keep ? cut + from : nullptr);
    });
    if (p.rest == 0) return;
    std::vector<float> last(static_cast<size_t>(p.period)), lastCut(last.size());
    kernels().gradient(lastG.data(), lastX.data(), endY, 1, p.period, affine, scale.data(), slopes.data(),
                       offsets.data(), last.data(), lastCut.data());
    const size_t bytes = static_cast<size_t>(p.rest) * sizeof(float);
    std::memcpy(dx + p.whole * p.period, last.data(), bytes);
    if (keep) std::memcpy(cut + p.whole * p.period, lastCut.data(), bytes);
  }
};

// ---- convolutions ----

struct Geometry {
  int64_t strides[2], pads[4];
  explicit Geometry(Attributes& attributes) {
    attributes.list("strides", strides);
    attributes.list("pads", pads);
  }
  Convolution of(const std::vector<int64_t>& x, const std::vector<int64_t>& kernel) const {
    if (x.size() != 4 || kernel.size() != 4 || x[3] != kernel[2]) throw std::invalid_argument("not a 2D convolution");
    Convolution c{};
    c.height = x[1];
    c.width = x[2];
    c.in = x[3];
    c.kernelHeight = kernel[0];
    c.kernelWidth = kernel[1];
    c.out = kernel[3];
    c.strideDown = strides[0];
    c.strideRight = strides[1];
    c.padTop = pads[0];
    c.padLeft = pads[1];
    c.paddedHeight = x[1] + pads[0] + pads[2];
    c.paddedWidth = x[2] + pads[1] + pads[3];
    c.outHeight = (c.paddedHeight - c.kernelHeight) / c.strideDown + 1;
    c.outWidth = (c.paddedWidth - c.kernelWidth) / c.strideRight + 1;
    if (c.out % kernels().lanes != 0 || c.outHeight < 1 || c.outWidth < 1)
      throw std::invalid_argument("a convolution that these kernels do not do");
    return c;
  }
};

/** The padded image of this thread's, all zero. */
float* paddedImage(int slot, const Convolution& c) {
  const auto size = static_cast<size_t>(c.paddedHeight * c.paddedWidth * c.in);
  // Vectors may reach past the last pixel.
  float* image = scratch(slot, size + 64);
  std::memset(image, 0, (size + 64) * sizeof(float));
  return image;
}

/** A kernel as `convolve` reads it, for all threads: in this thread's memory. */
const float* packedKernel(const Convolution& c, const float* kernel) {
  float* packed = scratch(4, static_cast<size_t>(c.kernelHeight * c.kernelWidth * c.in * c.out));
  kernels().pack(c, kernel, packed);
  return packed;
}

// ConvasConv2D: x, kernel, [mean, variance, gamma, beta] -> y, mean, variance, unbiased
// With four more inputs it is the convolution of `relu(normalize(x))`.
struct Conv2D {
  Geometry geometry;
  float epsilon;
  explicit Conv2D(Attributes& attributes) : geometry(attributes), epsilon(attributes.number("epsilon")) {}
  void compute(Call& call) const {
    const std::vector<int64_t> shape = call.shape(0);
    const Convolution c = geometry.of(shape, call.shape(1));
    const int64_t images = shape[0], pixels = c.outHeight * c.outWidth;
    const float *x = call.in(0), *kernel = call.in(1);
    const bool normalized = call.inputs() > 2;
    const Normalization n = normalizationOf(call, 2, normalized, c.in, epsilon);
    const Affine affine{normalized ? n.scale.data() : nullptr, n.shift.data()};
    float* y = call.out(0, {images, c.outHeight, c.outWidth, c.out});
    const float* packed = packedKernel(c, kernel);
    const int parts = partsFor(images);
    std::vector<float> centers(static_cast<size_t>(parts * c.out));
    std::vector<double> sums(centers.size()), squares(centers.size());
    inParts(parts, [&](int at) {
      const Part part = partOf(images, parts, at);
      float* padded = paddedImage(0, c);
      for (int64_t i = part.from; i < part.to; i++) {
        float* to = y + i * pixels * c.out;
        kernels().pad(c, x + i * c.height * c.width * c.in, affine, padded);
        const bool more = i + 1 < part.to;
        const int64_t inSize = c.height * c.width * c.in;
        const Ahead ahead{{more ? x + (i + 1) * inSize : nullptr, more ? to + pixels * c.out : nullptr},
                          {inSize, pixels * c.out}};
        kernels().convolve(c, padded, packed, nullptr, to, ahead);
        if (i == part.from) centerOf(to, pixels, c.out, &centers[at * c.out]);
        kernels().moments(to, pixels, c.out, &centers[at * c.out], &sums[at * c.out], &squares[at * c.out]);
      }
    });
    Statistics statistics(c.out);
    for (int at = 0; at < parts; at++) {
      const Part part = partOf(images, parts, at);
      const auto count = static_cast<double>((part.to - part.from) * pixels);
      for (int64_t k = 0; k < c.out; k++)
        statistics.add(count, k, centers[at * c.out + k], sums[at * c.out + k], squares[at * c.out + k]);
      statistics.count += count;
    }
    writeMoments(call, 1, statistics);
  }
  static Normalization normalizationOf(Call& call, int first, bool normalized, int64_t channels, float epsilon) {
    if (!normalized) return Normalization(nullptr, nullptr, nullptr, nullptr, 0, epsilon);
    return Normalization(call.in(first, channels), call.in(first + 1, channels), call.in(first + 2, channels),
                         call.in(first + 3, channels), channels, epsilon);
  }
};

// ConvasConv2DGrad: x, kernel, dy, [mean, variance, gamma, beta], [addend] -> dx, dkernel
// The gradients of ConvasConv2D; dx is that of `relu(normalize(x))` where there are four more inputs, plus the addend.
struct Conv2DGrad {
  Geometry geometry;
  float epsilon;
  explicit Conv2DGrad(Attributes& attributes) : geometry(attributes), epsilon(attributes.number("epsilon")) {}
  void compute(Call& call) const {
    const std::vector<int64_t> shape = call.shape(0), kernelShape = call.shape(1);
    const Convolution c = geometry.of(shape, kernelShape);
    if (c.strideDown != 1 || c.strideRight != 1 || c.in % kernels().lanes != 0 || c.padTop >= c.kernelHeight ||
        c.padLeft >= c.kernelWidth)
      throw std::invalid_argument("a gradient that these kernels do not do");
    const int64_t images = shape[0], taps = c.kernelHeight * c.kernelWidth;
    const int64_t inSize = c.height * c.width * c.in, outSize = c.outHeight * c.outWidth * c.out;
    const float *x = call.in(0), *kernel = call.in(1), *dy = call.in(2, images * outSize);
    const bool normalized = call.inputs() > 6;
    const Normalization n = Conv2D::normalizationOf(call, 3, normalized, c.in, epsilon);
    const Affine affine{normalized ? n.scale.data() : nullptr, n.shift.data()};
    const int last = normalized ? 7 : 3;
    const float* addend = call.inputs() > last ? call.in(last, images * inSize) : nullptr;
    const Convolution back = backward(c);
    float* dx = call.out(0, shape);
    float* dkernel = call.out(1, kernelShape);
    // Each has sums of its own.
    const int parts = partsFor(images, 2);
    const int64_t size = taps * c.in * c.out;
    float* turned = scratch(2, size);
    turn(c, kernel, turned);
    const float* packed = packedKernel(back, turned);
    float* sums = scratch(3, size * parts);
    std::memset(sums, 0, static_cast<size_t>(size * parts) * sizeof(float));
    inParts(parts, [&](int at) {
      const Part part = partOf(images, parts, at);
      float* padded = paddedImage(0, c);
      float* paddedDy = paddedImage(1, back);
      const float* inner = paddedDy + (back.padTop * back.paddedWidth + back.padLeft) * c.out;
      for (int64_t i = part.from; i < part.to; i++) {
        kernels().pad(c, x + i * inSize, affine, padded);
        kernels().pad(back, dy + i * outSize, {nullptr, nullptr}, paddedDy);
        const bool more = i + 1 < part.to;
        const Ahead read{{more ? x + (i + 1) * inSize : nullptr, more ? dy + (i + 1) * outSize : nullptr},
                         {inSize, outSize}};
        const Ahead written{{more && addend ? addend + (i + 1) * inSize : nullptr,
                             more ? dx + (i + 1) * inSize : nullptr},
                            {inSize, inSize}};
        kernels().convolve(back, paddedDy, packed, addend ? addend + i * inSize : nullptr, dx + i * inSize, written);
        kernels().kernelGradient(c, padded, inner, back.paddedWidth * c.out, sums + at * size, read);
      }
    });
    inParts(static_cast<int>(taps), [&](int tap) {
      for (int64_t i = 0; i < c.in; i++)
        for (int64_t o = 0; o < c.out; o++) {
          float sum = 0;
          for (int at = 0; at < parts; at++) sum += sums[at * size + (tap * c.out + o) * c.in + i];
          dkernel[(tap * c.in + i) * c.out + o] = sum;
        }
    });
  }

 private:
  /** The convolution of `dy` with the turned kernel that gives `dx`. */
  static Convolution backward(const Convolution& c) {
    Convolution b{};
    b.height = c.outHeight;
    b.width = c.outWidth;
    b.in = c.out;
    b.kernelHeight = c.kernelHeight;
    b.kernelWidth = c.kernelWidth;
    b.outHeight = c.height;
    b.outWidth = c.width;
    b.out = c.in;
    b.strideDown = b.strideRight = 1;
    b.padTop = c.kernelHeight - 1 - c.padTop;
    b.padLeft = c.kernelWidth - 1 - c.padLeft;
    b.paddedHeight = c.height + c.kernelHeight - 1;
    b.paddedWidth = c.width + c.kernelWidth - 1;
    return b;
  }
  static void turn(const Convolution& c, const float* kernel, float* turned) {
    const int64_t taps = c.kernelHeight * c.kernelWidth;
    for (int64_t tap = 0; tap < taps; tap++)
      for (int64_t o = 0; o < c.out; o++)
        for (int64_t i = 0; i < c.in; i++)
          turned[((taps - 1 - tap) * c.out + o) * c.in + i] = kernel[(tap * c.in + i) * c.out + o];
  }
};

// ---- registration ----

template <class Operation>
void* create(TF_OpKernelConstruction* construction) {
  Attributes attributes(construction);
  return new Operation(attributes);
}

template <class Operation>
void compute(void* operation, TF_OpKernelContext* context) {
  try {
    Call call(context);
    try {
      static_cast<const Operation*>(operation)->compute(call);
    } catch (const std::exception& error) {
      call.fail(error.what());
    }
  } catch (const std::exception&) {
    // An input could not be had: TensorFlow knows that already.
  }
}

template <class Operation>
void remove(void* operation) {
  delete static_cast<Operation*>(operation);
}

struct Definition {
  const char* name;
  std::vector<const char*> attributes, inputs, outputs;
};

template <class Operation>
void define(const Definition& definition) {
  TF_Status* status = TF_NewStatus();
  TF_OpDefinitionBuilder* builder = TF_NewOpDefinitionBuilder(definition.name);
  for (const char* each : definition.attributes) TF_OpDefinitionBuilderAddAttr(builder, each);
  for (const char* each : definition.inputs) TF_OpDefinitionBuilderAddInput(builder, each);
  for (const char* each : definition.outputs) TF_OpDefinitionBuilderAddOutput(builder, each);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(builder, [](TF_ShapeInferenceContext* context, TF_Status* own) {
    TF_ShapeInferenceContextSetUnknownShape(context, own);
  });
  TF_RegisterOpDefinition(builder, status);
  if (TF_GetCode(status) == TF_OK)
    TF_RegisterKernelBuilder(
        definition.name,
        TF_NewKernelBuilder(definition.name, "CPU", create<Operation>, compute<Operation>, remove<Operation>), status);
  if (TF_GetCode(status) != TF_OK) std::fprintf(stderr, "%s: %s\n", definition.name, TF_Message(status));
  TF_DeleteStatus(status);
}

void registerAll() {
  define<Moments>({"ConvasMoments", {}, {"x: float"}, {"mean: float", "variance: float", "unbiased: float"}});
  define<Normalize>({"ConvasNormalize",
                     {"N: int >= 0", "epsilon: float", "relu: bool"},
                     {"x: float", "mean: float", "variance: float", "gamma: float", "beta: float", "more: N * float"},
                     {"y: float"}});
  define<NormalizeGrad>({"ConvasNormalizeGrad",
                         {"N: int >= 0", "epsilon: float", "relu: bool", "keep: bool"},
                         {"g: float", "x: float", "mean: float", "variance: float", "gamma: float", "beta: float",
                          "more: N * float"},
                         {"dx: float", "dgamma: float", "dbeta: float", "cut: float"}});
  const std::vector<const char*> convolution = {"N: int >= 0", "strides: list(int)", "pads: list(int)",
                                                "epsilon: float"};
  define<Conv2D>({"ConvasConv2D",
                  convolution,
                  {"x: float", "kernel: float", "more: N * float"},
                  {"y: float", "mean: float", "variance: float", "unbiased: float"}});
  define<Conv2DGrad>({"ConvasConv2DGrad",
                      convolution,
                      {"x: float", "kernel: float", "dy: float", "more: N * float"},
                      {"dx: float", "dkernel: float"}});
}

}  // namespace
}  // namespace convas

/** Node's way to load an addon: registers the operations with the TensorFlow that is loaded, and exports nothing. */
extern "C" __attribute__((visibility("default"))) void* napi_register_module_v1(void*, void* exports) {
  static std::once_flag once;
  std::call_once(once, convas::registerAll);
  return exports;
}
