/** What stands beside a model with layers that Keras lacks; importing it registers them. */
export const ownLayersFile = 'convas_layers.py';

export const ownLayers = `"""Layers that Keras does not have. Import this file before the model is loaded."""

import keras
import numpy as np
from keras import ops


@keras.saving.register_keras_serializable(package="convas")
def scaled_tanh(x):
    """1.7159 tanh(2x/3) (LeCun, Bottou, Bengio, Haffner 1998)."""
    return 1.7159 * ops.tanh(x * (2 / 3))


class _PerFilter(keras.constraints.Constraint):
    """A constraint of a whole filter, for a kernel that is a list of connected pairs."""

    def __init__(self, constraint, layer):
        self.constraint = constraint
        self.layer = layer

    def __call__(self, kernel):
        dense = self.constraint(self.layer.dense_kernel(kernel))
        flat = ops.reshape(dense, (-1, self.layer.channels * len(self.layer.connections)))
        return ops.reshape(ops.take(flat, self.layer.places, axis=1), kernel.shape)


@keras.saving.register_keras_serializable(package="convas")
class PartiallyConnectedConv2D(keras.layers.Layer):
    """A 2D convolution in which each filter sees only some input channels (LeCun et al. 1998).

    Args:
        connections: for each filter, the input channels that it sees.

    Input [batch, height, width, channels], output [batch, height', width', filters]; the kernel is
    [kernel height, kernel width, connected pairs], in the order of the table.
    """

    def __init__(
        self,
        connections,
        kernel_size=(5, 5),
        strides=(1, 1),
        padding="valid",
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        kernel_constraint=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.connections = [list(row) for row in connections]
        self.kernel_size = tuple(kernel_size)
        self.strides = tuple(strides)
        self.padding = padding
        self.activation = keras.activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.bias_initializer = keras.initializers.get(bias_initializer)
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)
        self.kernel_constraint = keras.constraints.get(kernel_constraint)

    def build(self, input_shape):
        self.channels = int(input_shape[-1])
        filters = len(self.connections)
        pairs = [(channel, at) for at, row in enumerate(self.connections) for channel in row]
        self.places = [channel * filters + at for channel, at in pairs]
        placement = np.zeros((len(pairs), self.channels * filters), "float32")
        placement[np.arange(len(pairs)), self.places] = 1
        self.placement = placement
        constraint = self.kernel_constraint
        self.kernel = self.add_weight(
            name="kernel",
            shape=(*self.kernel_size, len(pairs)),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=None if constraint is None else _PerFilter(constraint, self),
        )
        if self.use_bias:
            self.bias = self.add_weight(name="bias", shape=(filters,), initializer=self.bias_initializer)

    def dense_kernel(self, kernel):
        rows = ops.reshape(kernel, (-1, len(self.places)))
        shape = (*self.kernel_size, self.channels, len(self.connections))
        return ops.reshape(ops.matmul(rows, self.placement), shape)

    def call(self, inputs):
        y = ops.conv(
            inputs,
            self.dense_kernel(self.kernel),
            strides=self.strides,
            padding=self.padding,
            data_format="channels_last",
        )
        return self.activation(y + self.bias if self.use_bias else y)

    def get_config(self):
        return {
            **super().get_config(),
            "connections": self.connections,
            "kernel_size": self.kernel_size,
            "strides": self.strides,
            "padding": self.padding,
            "activation": keras.activations.serialize(self.activation),
            "use_bias": self.use_bias,
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
            "bias_initializer": keras.initializers.serialize(self.bias_initializer),
            "kernel_regularizer": keras.regularizers.serialize(self.kernel_regularizer),
            "kernel_constraint": keras.constraints.serialize(self.kernel_constraint),
        }


@keras.saving.register_keras_serializable(package="convas")
class Subsampling2D(keras.layers.Layer):
    """The sum of each window times a trained coefficient, plus a trained bias, one of each per channel.

    Without the coefficient it is the mean plus the bias (LeCun, Bottou, Bengio, Haffner 1998).
    """

    def __init__(self, pool_size=(2, 2), use_coefficient=True, activation=None, **kwargs):
        super().__init__(**kwargs)
        self.pool_size = tuple(pool_size)
        self.use_coefficient = use_coefficient
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        shape = (int(input_shape[-1]),)
        if self.use_coefficient:
            mean = keras.initializers.Constant(1 / np.prod(self.pool_size))
            self.coefficient = self.add_weight(name="coefficient", shape=shape, initializer=mean)
        self.bias = self.add_weight(name="bias", shape=shape, initializer="zeros")

    def call(self, inputs):
        y = ops.average_pool(inputs, self.pool_size, self.pool_size, data_format="channels_last")
        if self.use_coefficient:
            y = y * (self.coefficient * float(np.prod(self.pool_size)))
        return self.activation(y + self.bias)

    def get_config(self):
        return {
            **super().get_config(),
            "pool_size": self.pool_size,
            "use_coefficient": self.use_coefficient,
            "activation": keras.activations.serialize(self.activation),
        }


@keras.saving.register_keras_serializable(package="convas")
class RBFOutput(keras.layers.Layer):
    """Squared distances to ten fixed patterns, or the softmax of minus the distances (LeCun et al. 1998)."""

    def __init__(self, output="probability", **kwargs):
        super().__init__(**kwargs)
        self.kind = output

    def build(self, input_shape):
        shape = (10, int(input_shape[-1]))
        self.targets = self.add_weight(name="targets", shape=shape, initializer="zeros", trainable=False)

    def call(self, inputs):
        distances = ops.sum(ops.square(ops.expand_dims(inputs, 1) - self.targets), axis=2)
        return distances if self.kind == "distance" else ops.softmax(-distances)

    def get_config(self):
        return {**super().get_config(), "output": self.kind}


@keras.saving.register_keras_serializable(package="convas")
class LocalResponseNormalization(keras.layers.Layer):
    """x / (bias + alpha * sum of squares over 2 * depth_radius + 1 channels) ** beta (Krizhevsky et al. 2012)."""

    def __init__(self, depth_radius=2, bias=2.0, alpha=1e-4, beta=0.75, **kwargs):
        super().__init__(**kwargs)
        self.depth_radius = depth_radius
        self.bias = bias
        self.alpha = alpha
        self.beta = beta

    def call(self, inputs):
        channels = inputs.shape[-1]
        radius = min(self.depth_radius, channels)
        squares = ops.pad(ops.square(inputs), [(0, 0), (0, 0), (0, 0), (radius, radius)])
        total = sum(squares[..., at : at + channels] for at in range(2 * radius + 1))
        return inputs / ops.power(self.bias + self.alpha * total, self.beta)

    def get_config(self):
        own = {"depth_radius": self.depth_radius, "bias": self.bias, "alpha": self.alpha, "beta": self.beta}
        return {**super().get_config(), **own}


@keras.saving.register_keras_serializable(package="convas")
class RGBToGrayscale(keras.layers.Layer):
    """The mean of the three colors."""

    def call(self, inputs):
        return ops.mean(inputs, axis=-1, keepdims=True)


@keras.saving.register_keras_serializable(package="convas")
class StandardizeImage(keras.layers.Layer):
    """(x - mean) / max(standard deviation, least), over all numbers of an image."""

    def __init__(self, least, **kwargs):
        super().__init__(**kwargs)
        self.least = least

    def call(self, inputs):
        mean, variance = ops.moments(inputs, axes=(1, 2, 3), keepdims=True)
        return (inputs - mean) / ops.maximum(ops.sqrt(variance), self.least)

    def get_config(self):
        return {**super().get_config(), "least": self.least}
`;
