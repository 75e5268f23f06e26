// JSON Schemas from the types in sent.ts, made anew at every run so that they cannot fall behind the packages.
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const here = path.dirname(fileURLToPath(import.meta.url));

const generator = createGenerator({
  path: path.join(here, 'sent.ts'),
  tsconfig: path.join(here, 'tsconfig.json'),
  skipTypeCheck: true,
  expose: 'export',
});

/** A validator for one exported type of sent.ts: validate(value) -> list of complaints. */
export function validatorFor(type) {
  const validate = new Ajv({ strict: false }).compile(generator.createSchema(type));
  return (value) => (validate(value) ? [] : validate.errors.map((e) => `${e.instancePath || '/'} ${e.message}`));
}
