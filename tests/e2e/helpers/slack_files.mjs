// Files as Slack takes them: an address to bring the bytes to, the bytes, and the word that they are complete. A message can only show those
// that are, and only a moment later.
import { TOKEN } from './slack_rules.mjs';

export class Files {
  /// By id: {name, length, bytes, isComplete, looks: how often a message may still ask in vain}.
  kept = new Map();
  /// How often a message that shows a new file is refused, because it is not there yet.
  notYet = 0;

  /// Takes the bytes of a file, where this is what the request brings.
  take(request, response) {
    const id = /^\/upload\/v1\/(F\w+)$/.exec(request.url)?.[1];
    if (!id) return false;
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const file = this.kept.get(id);
      const bytes = Buffer.concat(parts);
      const isRight = file && request.method === 'POST' && bytes.length === file.length && !(request.headers.authorization ?? '').includes(TOKEN);
      if (isRight) file.bytes = bytes;
      response.writeHead(isRight ? 200 : 400).end(isRight ? `OK - ${bytes.length}` : 'bad upload');
    });
    return true;
  }

  answer(method, body, isForm, address) {
    if (method === 'files.getUploadURLExternal') {
      if (!isForm || !body.filename || !(Number(body.length) > 0)) return { ok: false, error: 'invalid_arguments' };
      const id = `F${String(this.kept.size + 1).padStart(9, '0')}`;
      this.kept.set(id, { name: body.filename, length: Number(body.length), looks: this.notYet });
      return { ok: true, upload_url: `${address}/upload/v1/${id}`, file_id: id };
    }
    if (method === 'files.completeUploadExternal') {
      const files = body.files ?? [];
      if (files.length === 0 || files.some(({ id }) => !this.kept.get(id)?.bytes)) return { ok: false, error: 'file_not_found' };
      for (const { id } of files) this.kept.get(id).isComplete = true;
      return { ok: true, files: files.map(({ id, title }) => ({ id, title })) };
    }
    return { ok: false, error: 'unknown_method' };
  }

  /// Whether all files that these blocks show are there.
  areShown(blocks = []) {
    return blocks.filter((block) => block.slack_file).every((block) => {
      const file = this.kept.get(block.slack_file.id);
      if (!file?.isComplete || block.image_url) return false;
      if (file.looks === 0) return true;
      file.looks -= 1;
      return false;
    });
  }
}
