/** Layers that Keras lacks, by class: put into the program where they are used. */
export const helpers: Readonly<Record<string, string>> = {
  PartiallyConnectedConv2D: `# A convolution in which each filter sees only some of the channels (LeCun et al. 1998).
layer_partially_connected_conv_2d <- Layer(
  "PartiallyConnectedConv2D",
  initialize = function(connections, kernel_size, strides = c(1, 1), padding = "valid", activation = NULL,
                        use_bias = TRUE, kernel_initializer = "glorot_uniform", bias_initializer = "zeros",
                        kernel_regularizer = NULL, kernel_constraint = NULL, ...) {
    super$initialize(...)
    self$connections <- connections
    self$kernel_size <- as.integer(kernel_size)
    self$strides <- as.integer(strides)
    self$padding <- padding
    self$activation <- if (is.null(activation)) identity else activation
    self$use_bias <- use_bias
    self$initializers <- list(kernel = kernel_initializer, bias = bias_initializer)
    self$rules <- list(regularizer = kernel_regularizer, constraint = kernel_constraint)
  },
  build = function(input_shape) {
    channels <- input_shape[[length(input_shape)]]
    filters <- length(self$connections)
    seen <- unlist(self$connections)
    rows <- rep(seq_along(self$connections), lengths(self$connections))
    self$kernel <- self$add_weight(
      name = "kernel", shape = shape(self$kernel_size, length(seen)), initializer = self$initializers$kernel,
      regularizer = self$rules$regularizer, constraint = self$rules$constraint
    )
    if (self$use_bias) {
      self$bias <- self$add_weight(name = "bias", shape = shape(filters), initializer = self$initializers$bias)
    }
    table <- matrix(0, length(seen), channels * filters)
    table[cbind(seq_along(seen), seen * filters + rows)] <- 1
    self$table <- op_convert_to_tensor(table, dtype = "float32")
    self$full <- shape(self$kernel_size, channels, filters)
  },
  call = function(x) {
    kernel <- op_reshape(op_matmul(self$kernel, self$table), self$full)
    x <- op_conv(x, kernel, strides = self$strides, padding = self$padding)
    self$activation(if (self$use_bias) x + self$bias else x)
  }
)`,
  RBFOutput: `# Squared distances to the fixed bitmap of each digit (LeCun et al. 1998).
layer_rbf_output <- Layer(
  "RBFOutput",
  initialize = function(output = "probability", ...) {
    super$initialize(...)
    self$output_kind <- output
  },
  build = function(input_shape) {
    self$targets <- self$add_weight(
      name = "targets", shape = shape(dim(BITMAPS)), trainable = FALSE,
      initializer = function(shape, dtype = NULL) op_convert_to_tensor(BITMAPS, dtype = "float32")
    )
  },
  call = function(x) {
    distances <- op_sum(op_square(op_expand_dims(x, 2) - self$targets), axis = 3)
    if (self$output_kind == "distance") distances else op_softmax(-distances)
  }
)`,
  Subsampling2D: `# The sum of each window times a coefficient, plus a bias (LeCun et al. 1998).
layer_subsampling_2d <- Layer(
  "Subsampling2D",
  initialize = function(pool_size, use_coefficient = TRUE, activation = NULL, ...) {
    super$initialize(...)
    self$pool_size <- as.integer(pool_size)
    self$use_coefficient <- use_coefficient
    self$activation <- if (is.null(activation)) identity else activation
  },
  build = function(input_shape) {
    channels <- input_shape[[length(input_shape)]]
    if (self$use_coefficient) {
      self$coefficient <- self$add_weight(
        name = "coefficient", shape = shape(channels),
        initializer = initializer_constant(1 / prod(unlist(self$pool_size)))
      )
    }
    self$bias <- self$add_weight(name = "bias", shape = shape(channels), initializer = "zeros")
  },
  call = function(x) {
    x <- op_average_pool(x, self$pool_size, self$pool_size)
    if (self$use_coefficient) x <- x * self$coefficient * prod(unlist(self$pool_size))
    self$activation(x + self$bias)
  }
)`,
  LocalResponseNormalization: `# Divides by the activity of neighboring channels (Krizhevsky et al. 2012).
layer_local_response_normalization <- Layer(
  "LocalResponseNormalization",
  initialize = function(depth_radius = 2, bias = 2, alpha = 1e-4, beta = 0.75, ...) {
    super$initialize(...)
    self$settings <- list(radius = depth_radius, bias = bias, alpha = alpha, beta = beta)
  },
  call = function(x) {
    radius <- self$settings$radius
    channels <- dim(x)[[4]]
    squares <- op_pad(op_square(x), list(c(0, 0), c(0, 0), c(0, 0), c(radius, radius)))
    parts <- lapply(0:(2 * radius), function(at) squares[, , , (at + 1):(at + channels)])
    total <- Reduce(\`+\`, parts)
    x / op_power(self$settings$bias + self$settings$alpha * total, self$settings$beta)
  }
)`,
  RGBToGrayscale: `# The mean of the color channels.
layer_rgb_to_grayscale <- Layer(
  "RGBToGrayscale",
  call = function(x) op_mean(x, axis = -1, keepdims = TRUE)
)`,
};

/** Activation functions of ours, as Keras's files name them. */
export const functions: Readonly<Record<string, string>> = { 'convas>scaled_tanh': 'scaled_tanh' };

export const scaledTanh = `# The squash of LeNet-5 (LeCun et al. 1998).
scaled_tanh <- function(x) 1.7159 * op_tanh(x * (2 / 3))`;

/** Accuracy where the outputs are distances. */
export const nearest = `# Whether the smallest distance is that of the true class.
accuracy <- custom_metric("accuracy", function(y_true, y_pred) {
  op_cast(op_equal(op_argmax(y_true, -1), op_argmin(y_pred, -1)), "float32")
})`;
