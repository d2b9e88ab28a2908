/** What a library's error says, as the end of “because …”: its first line without the place in the library's source and the full stop. */
export function reasonOf(error: unknown): string {
  const line = (error as Error).message.split('\n').find((each) => each.trim() !== '') ?? 'it does not say why';
  return line.replace(/^.* was false\. /, '').replace(/^\S*\/onnxruntime_src\/\S+ /, '').trim().replace(/[.:;]+$/, '');
}
