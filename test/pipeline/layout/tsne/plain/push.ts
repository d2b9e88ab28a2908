/** Repulsion, pair by pair in double precision. */

/** Σ_j (y_i − y_j) / (1 + |y_i − y_j|²)² for every point, interleaved, and Z = Σ 1 / (1 + |y_i − y_j|²) over ordered pairs. */
export function plainPush(map: Float64Array): { forces: Float64Array; z: number } {
  const forces = new Float64Array(map.length);
  let z = 0;
  for (let i = 0; i < map.length; i += 2) {
    for (let j = 0; j < map.length; j += 2) {
      if (i === j) continue;
      const dx = map[i]! - map[j]!;
      const dy = map[i + 1]! - map[j + 1]!;
      const near = 1 / (1 + dx * dx + dy * dy);
      z += near;
      forces[i]! += near * near * dx;
      forces[i + 1]! += near * near * dy;
    }
  }
  return { forces, z };
}
