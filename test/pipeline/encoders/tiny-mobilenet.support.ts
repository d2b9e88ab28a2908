/** A network that stands for MobileNet in tests. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes into a data folder a model with MobileNet's name of a layer, whose four channels are red, green, blue and their sum, each from −1 to 1, where above 0. */
export async function writeTinyMobilenet(data: string): Promise<void> {
  const folder = path.join(data, 'mobilenet-v1-0.75');
  await mkdir(folder, { recursive: true });
  const layer = (class_name: string, name: string, config: object): object => ({ class_name, name, config: { name, ...config } });
  const modelTopology = {
    model_config: {
      class_name: 'Sequential',
      config: { name: 'tiny', layers: [
        layer('Conv2D', 'conv_pw_13', { batch_input_shape: [null, 224, 224, 3], filters: 4, kernel_size: [1, 1], strides: [1, 1], padding: 'same', use_bias: false, activation: 'linear' }),
        layer('Activation', 'conv_pw_13_relu', { activation: 'relu' }),
      ] },
    },
  };
  const kernel = Float32Array.of(1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1);
  await writeFile(path.join(folder, 'shard'), new Uint8Array(kernel.buffer));
  const weightsManifest = [{ paths: ['shard'], weights: [{ name: 'conv_pw_13/kernel', shape: [1, 1, 3, 4], dtype: 'float32' }] }];
  await writeFile(path.join(folder, 'model.json'), JSON.stringify({ modelTopology, weightsManifest }));
}
