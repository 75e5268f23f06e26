// What the Bot Connector proves itself with: keys, and tokens that they sign.
import crypto from 'node:crypto';

export const APP = '608cacfd-1cea-40c9-b678-4b93e69bb72b';
export const ISSUER = 'https://api.botframework.com';

const encoded = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/// A key pair with its public half as a JSON Web Key.
export function keyPair(kid, endorsements = ['msteams']) {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), use: 'sig', kid, x5t: kid, endorsements };
  return { kid, privateKey, jwk };
}

export function token(pair, claims = {}, header = {}) {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: ISSUER, aud: APP, nbf: now - 10, exp: now + 3600, ...claims };
  const signed = `${encoded({ alg: 'RS256', typ: 'JWT', kid: pair.kid, ...header })}.${encoded(all)}`;
  return `${signed}.${crypto.sign('sha256', Buffer.from(signed), pair.privateKey).toString('base64url')}`;
}
