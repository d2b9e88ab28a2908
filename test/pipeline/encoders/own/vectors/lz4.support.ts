/** Numbers, and what LZ4F_compressFrame of liblz4 1.9.4 makes of them as Arrow calls it: four blocks, each but the first with references to those before. */
import { inflateSync } from 'node:zlib';

export const lz4Values = Float32Array.from({ length: 50_000 }, (_, index) => 1 + (index % 7) + Math.floor(index / 20_000));

export const lz4Frame: Uint8Array = inflateSync(Buffer.from('eNpjUfKVcHA4oM7IwPCfl4GhwZ6BgcEBiIC4AYgXAPEBIH7gIMPwf4SDMwHgQJEABhX/B7JNWc7fYcGYz+AICufhE6YiAWAPqYLCpuE43a1P+M+MSKlAhwAdI+AoUsjOP+hC2DMA7EZxoCP5v/ShSJkGQJ3OwAAA1c4l5A==', 'base64'));
