"""scikit-learn's t-SNE: tsne.py <file of points> <rows> <columns> <file for the map>. One line of JSON, see layout/turns.ts."""
import json
import resource
import sys
import time

try:
    import numpy
    from sklearn.manifold import TSNE
except ImportError:
    sys.exit("scikit-learn is not installed for /usr/bin/python3 (Debian: python3-sklearn)")

name, rows, columns, map_file = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
points = numpy.fromfile(name, numpy.float32).reshape(rows, columns)
wall, cpu = time.perf_counter(), time.process_time()
placed = TSNE(perplexity=30, n_iter=1000, init="pca", learning_rate="auto", random_state=0, n_jobs=1).fit_transform(points)
print(json.dumps({
    "cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall,
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
placed.astype(numpy.float32).tofile(map_file)
