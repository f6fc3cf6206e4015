export interface ProgramParts {
  readonly about: string;
  readonly helpers: readonly string[];
  readonly constants: readonly string[];
  /** `dataset_mnist()`; null where the data are a file. */
  readonly dataset: string | null;
  readonly prepare: readonly string[];
  /** The file of the first weights, beside the program; null where there is none. */
  readonly initial: string | null;
  readonly layers: readonly string[];
  readonly inputs: string;
  readonly outputs: string;
  readonly name: string;
  readonly optimizer: string;
  readonly loss: string;
  readonly metrics: string;
  /** A function of `x` and `labels`. */
  readonly targets: string;
  readonly callbacks: readonly string[];
  readonly notes: readonly string[];
  readonly words: Readonly<
    Record<'data' | 'prepare' | 'model' | 'initial' | 'training' | 'evaluate' | 'run', string>
  >;
}

const indented = (lines: readonly string[]): string =>
  lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}\n`).join('');

const loading = (dataset: string | null): string =>
  dataset === null
    ? `  path <- Sys.getenv("DATA", "data.npz")
  data <- reticulate::import("numpy")$load(path)
  list(
    train = list(x = data$f[["x_train"]], y = data$f[["y_train"]]),
    test = list(x = data$f[["x_test"]], y = data$f[["y_test"]])
  )`
    : `  data <- ${dataset}
  images <- function(x) if (length(dim(x)) == 3) array(x, c(dim(x), 1)) else x
  list(
    train = list(x = images(data$train$x), y = as.vector(data$train$y)),
    test = list(x = images(data$test$x), y = as.vector(data$test$y))
  )`;

/** `train.R`, for the package keras3. */
export const script = (parts: ProgramParts): string => `# ${parts.about}
#
# ${parts.words.run}
library(keras3)

${parts.constants.join('\n')}

${parts.helpers.map((helper) => `${helper}\n\n`).join('')}# ${parts.words.data}
load_data <- function() {
${loading(parts.dataset)}
}

# ${parts.words.prepare}
prepare <- function(x) {
  storage.mode(x) <- "double"
${indented(parts.prepare)}  as.array(x)
}

# ${parts.words.model}
build_model <- function() {
${indented(parts.layers)}  keras_model(${parts.inputs}, ${parts.outputs}, name = ${parts.name})
}

targets <- function(x, labels) ${parts.targets}
${
  parts.initial === null
    ? ''
    : `
# ${parts.words.initial}
take_over <- function(model) {
  stored <- reticulate::import("numpy")$load(${parts.initial})
  for (layer in model$layers) {
    for (at in seq_along(layer$weights)) {
      name <- paste0(layer$name, "/", at - 1)
      if (name %in% stored$files) layer$weights[[at]]$assign(stored$f[[name]])
    }
  }
}
`
}
# ${parts.words.training}
main <- function() {
  set_random_seed(SEED)
  data <- load_data()
  order <- sample(dim(as.array(data$train$y))[1])
  x_train <- asub(prepare(data$train$x), order)
  y_train <- targets(x_train, asub(data$train$y, order))
  x_test <- prepare(data$test$x)
  y_test <- targets(x_test, data$test$y)

  model <- build_model()
${parts.initial === null ? '' : '  take_over(model)\n'}  summary(model)
${indented(parts.notes)}  compile(
    model,
    optimizer = ${parts.optimizer},
    loss = ${parts.loss},
    metrics = ${parts.metrics}
  )
  fit(
    model, x_train, y_train,
    epochs = EPOCHS, batch_size = BATCH_SIZE, validation_split = VALIDATION_SPLIT${
      parts.callbacks.length > 0 ? `,\n    callbacks = list(${parts.callbacks.join(', ')})` : ''
    }
  )

  # ${parts.words.evaluate}
  print(evaluate(model, x_test, y_test, verbose = 0))
  save_model(model, "model.keras", overwrite = TRUE)
}

# Examples in another order: the first axis of an array of any rank.
asub <- function(x, order) {
  x <- as.array(x)
  array(matrix(x, nrow = dim(x)[1])[order, ], dim(x))
}

main()
`;
