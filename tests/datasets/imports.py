"""Files and token sequences by other programs: a Parquet file by PyArrow, as Hugging Face lays it out, and sequences by
Keras's TextVectorization.

Writes bars.parquet, the same rows in other codecs, and imports.json beside this file. Needs pyarrow, pillow, numpy and keras with TensorFlow.
"""
import io, json, os
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

here = os.path.dirname(os.path.abspath(__file__))


def png(pixels):
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, 'PNG')
    return out.getvalue()


rng = np.random.default_rng(3)
pixels = rng.integers(0, 256, (12, 6, 5, 3), dtype=np.uint8)
labels = np.arange(12) % 3
image = pa.struct([('bytes', pa.binary()), ('path', pa.string())])
table = pa.table({
    'image': pa.array([{'bytes': png(p), 'path': None} for p in pixels], image),
    'label': pa.array(labels, pa.int64()),
})
features = {'info': {'features': {'image': {'_type': 'Image'}, 'label': {'names': ['ant', 'bee', 'cow'], '_type': 'ClassLabel'}}}}
table = table.replace_schema_metadata({'huggingface': json.dumps(features)})
pq.write_table(table, os.path.join(here, 'bars.parquet'), compression='snappy', row_group_size=5)
# A codec for each column: pages of PNG files, and pages of classes.
for name, image_codec, label_codec in (('zstd-brotli', 'zstd', 'brotli'), ('brotli-lz4', 'brotli', 'lz4'), ('lz4-zstd', 'lz4', 'zstd')):
    codecs = {'image.bytes': image_codec, 'image.path': image_codec, 'label': label_codec}
    pq.write_table(table, os.path.join(here, f'bars-{name}.parquet'), compression=codecs, use_dictionary=False, store_schema=False)

texts = ["The film was good, really good!", "the film was not good", "A dull, dull (and long) evening - don't go.", "go"]
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras

layer = keras.layers.TextVectorization(max_tokens=9, output_sequence_length=6)
layer.adapt(texts)
out = {
    'texts': texts,
    'words': 9,
    'length': 6,
    'tokens': np.asarray(layer(texts)).tolist(),
    'pixels': pixels[labels == 2].reshape(-1).tolist(),
}
with open(os.path.join(here, 'imports.json'), 'w') as file:
    json.dump(out, file)
    file.write('\n')
