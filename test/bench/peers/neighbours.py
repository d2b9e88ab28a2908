"""scikit-learn's exact nearest neighbours: neighbours.py <file of points> <rows> <columns> <k>. One line of JSON, see layout/turns.ts."""
import json
import resource
import sys
import time

try:
    import numpy
    from sklearn.neighbors import NearestNeighbors
except ImportError:
    sys.exit("scikit-learn is not installed for /usr/bin/python3 (Debian: python3-sklearn)")

name, rows, columns, k = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
points = numpy.fromfile(name, numpy.float32).reshape(rows, columns)
wall, cpu = time.perf_counter(), time.process_time()
NearestNeighbors(n_neighbors=k, algorithm="brute", n_jobs=1).fit(points).kneighbors()
print(json.dumps({
    "cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall,
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
