/**
 * From 1.29 on, onnxruntime sends facts about every session to its maker unless this variable is set when it starts. It must be set in the
 * main thread: a worker's `process.env` is a copy. Imported for this effect by all that leads to onnxruntime.
 */
process.env['ORT_DISABLE_TELEMETRY'] = '1';
