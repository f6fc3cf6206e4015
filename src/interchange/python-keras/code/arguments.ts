/** What is written even where it is Keras's default: a reader wants to see it, or Keras has none. */
export const alwaysWritten = new Set(
  'activation axes connections cropping dims factor filters height height_factor input_dim kernel_size mode n negative_slope output_dim padding pool_size rate scale size stddev target_shape units width width_factor'.split(
    ' ',
  ),
);
