/** Layers that Keras lacks, by class: put into the program where they are used. */
export const helpers: Readonly<Record<string, string>> = {
  PartiallyConnectedConv2D: `class PartiallyConnectedConv2D(layers.Layer):
    """A convolution in which each filter sees only some of the channels (LeCun et al. 1998)."""

    def __init__(self, connections, kernel_size, strides=(1, 1), padding='valid', activation=None, use_bias=True,
                 kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None,
                 kernel_constraint=None, **options):
        super().__init__(**options)
        self.pairs = [(channel, row) for row, seen in enumerate(connections) for channel in seen]
        self.filters, self.kernel_size, self.strides, self.padding = len(connections), kernel_size, strides, padding
        self.activation, self.use_bias = keras.activations.get(activation), use_bias
        self.kernel_initializer, self.bias_initializer = kernel_initializer, bias_initializer
        self.kernel_regularizer, self.kernel_constraint = kernel_regularizer, kernel_constraint

    def build(self, shape):
        self.kernel = self.add_weight(name='kernel', shape=(*self.kernel_size, len(self.pairs)),
                                      initializer=self.kernel_initializer, regularizer=self.kernel_regularizer,
                                      constraint=self.kernel_constraint)
        if self.use_bias:
            self.bias = self.add_weight(name='bias', shape=(self.filters,), initializer=self.bias_initializer)
        self.table = np.zeros((len(self.pairs), shape[-1] * self.filters), 'float32')
        for at, (channel, row) in enumerate(self.pairs):
            self.table[at, channel * self.filters + row] = 1

    def call(self, x):
        kernel = ops.reshape(self.kernel @ self.table, (*self.kernel_size, x.shape[-1], self.filters))
        x = ops.conv(x, kernel, strides=self.strides, padding=self.padding)
        return self.activation(x + self.bias if self.use_bias else x)`,
  RBFOutput: `class RBFOutput(layers.Layer):
    """Squared distances to the fixed bitmap of each digit (LeCun et al. 1998)."""

    def __init__(self, output='probability', **options):
        super().__init__(**options)
        self.output_kind = output

    def build(self, shape):
        self.targets = self.add_weight(name='targets', shape=(len(BITMAPS), shape[-1]), trainable=False,
                                       initializer=lambda shape, dtype=None: np.array(BITMAPS, 'float32'))

    def call(self, x):
        distances = ops.sum(ops.square(x[:, None] - self.targets), 2)
        return distances if self.output_kind == 'distance' else ops.softmax(-distances)`,
  Subsampling2D: `class Subsampling2D(layers.Layer):
    """The sum of each window times a coefficient, plus a bias (LeCun et al. 1998)."""

    def __init__(self, pool_size, use_coefficient=True, activation=None, **options):
        super().__init__(**options)
        self.pool_size, self.use_coefficient = pool_size, use_coefficient
        self.activation = keras.activations.get(activation)

    def build(self, shape):
        count = self.pool_size[0] * self.pool_size[1]
        if self.use_coefficient:
            self.coefficient = self.add_weight(name='coefficient', shape=(shape[-1],),
                                               initializer=keras.initializers.Constant(1 / count))
        self.bias = self.add_weight(name='bias', shape=(shape[-1],), initializer='zeros')

    def call(self, x):
        x = ops.average_pool(x, self.pool_size, self.pool_size)
        if self.use_coefficient:
            x = x * self.coefficient * (self.pool_size[0] * self.pool_size[1])
        return self.activation(x + self.bias)`,
  LocalResponseNormalization: `class LocalResponseNormalization(layers.Layer):
    """Divides by the activity of neighboring channels (Krizhevsky et al. 2012)."""

    def __init__(self, depth_radius=2, bias=2.0, alpha=1e-4, beta=0.75, **options):
        super().__init__(**options)
        self.depth_radius, self.offset, self.alpha, self.beta = depth_radius, bias, alpha, beta

    def call(self, x):
        radius = self.depth_radius
        squares = ops.pad(ops.square(x), ((0, 0), (0, 0), (0, 0), (radius, radius)))
        total = sum(squares[..., at:at + x.shape[-1]] for at in range(2 * radius + 1))
        return x / ops.power(self.offset + self.alpha * total, self.beta)`,
  RGBToGrayscale: `class RGBToGrayscale(layers.Layer):
    """The mean of the color channels."""

    def call(self, x):
        return ops.mean(x, -1, keepdims=True)`,
};

/** Accuracy where the outputs are distances. */
export const nearest = `def accuracy(y, distances):
    """Whether the smallest distance is that of the true class."""
    return ops.cast(ops.equal(ops.argmax(y, -1), ops.argmin(distances, -1)), 'float32')`;

/** Activation functions of ours, as Keras's files name them. */
export const functions: Readonly<Record<string, string>> = { 'convas>scaled_tanh': 'scaled_tanh' };

export const scaledTanh = `def scaled_tanh(x):
    """The squash of LeNet-5 (LeCun et al. 1998)."""
    return 1.7159 * ops.tanh(x * (2 / 3))`;
