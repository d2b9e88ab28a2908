"""scikit-learn's randomized PCA: pca.py <file of points, float32> <rows> <columns> <components> <file for the axes>."""
import json
import resource
import sys
import time

try:
    import numpy as np
    from sklearn.decomposition import PCA
except ImportError:
    sys.exit("scikit-learn is not installed for /usr/bin/python3 (Debian: python3-sklearn)")

file, rows, columns, components = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
points = np.fromfile(file, dtype=np.float32).reshape(rows, columns)
PCA(2, svd_solver="randomized", random_state=0).fit(points[:200])

cpu = time.process_time()
wall = time.perf_counter()
model = PCA(components, svd_solver="randomized", random_state=0)
model.fit_transform(points)
cpu = time.process_time() - cpu
wall = time.perf_counter() - wall
model.components_.astype(np.float32).tofile(sys.argv[5])
print(json.dumps({
    "cpu": cpu, "wall": wall, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "explained": float(model.explained_variance_ratio_.sum()),
}))
