// What an operator sees: metrics, the log, https, the end of patience.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { folder, serve } from './helpers/program.mjs';
import { Slack, sendCommand } from './helpers/slack.mjs';
import { begin } from './helpers/slack_service.mjs';
import { until } from './helpers/wait.mjs';

/// The value of a series in a page of metrics.
function valueOf(page, series) {
  const line = page.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

async function metrics(service) {
  const page = await service.request('GET', '/metrics');
  assert.equal(page.status, 200);
  assert.match(page.headers['content-type'], /^text\/plain; version=0\.0\.4/);
  return page.body;
}

test('metrics count requests, commits, deliveries and what waits', async (t) => {
  const { service } = await begin(t);
  assert.equal((await sendCommand(service, 'start Billing live by 30 oct')).status, 200);
  assert.equal((await service.request('POST', '/slack/commands', { body: 'text=x' })).status, 401);
  assert.equal((await service.request('GET', '/nowhere/secret')).status, 404);
  assert.equal((await service.request('POST', '/metrics')).status, 405);
  const page = await until('something is sent', async () => {
    const now = await metrics(service);
    return valueOf(now, 'backwalk_deliveries_total{platform="slack",result="sent"}') >= 1 && now;
  });
  assert.equal(valueOf(page, 'backwalk_requests_total{route="/slack/commands",status="200"}'), 1);
  assert.equal(valueOf(page, 'backwalk_requests_total{route="/slack/commands",status="401"}'), 1);
  assert.equal(valueOf(page, 'backwalk_requests_total{route="other",status="404"}'), 1);
  assert.equal(valueOf(page, 'backwalk_requests_total{route="/metrics",status="405"}'), 1);
  assert.equal(valueOf(page, 'backwalk_request_seconds_count{route="/slack/commands"}'), 2);
  assert.ok(valueOf(page, 'backwalk_commit_seconds_count') >= 1);
  assert.ok(valueOf(page, 'backwalk_connections') >= 1);
  assert.equal(valueOf(page, 'backwalk_outbox_waiting') >= 0, true);
  assert.equal(page.includes('secret'), false);
});

test('every request has one line in the log, with its id', async (t) => {
  const { service } = await begin(t);
  const given = (id) => ({ headers: { 'X-Request-Id': id } });
  await service.request('GET', '/healthz', given('one'));
  await service.request('GET', '/metrics', given('two'));
  await service.request('GET', '/p/secret', given('three'));
  await service.request('DELETE', '/readyz', given('four'));
  await service.request('POST', '/slack/commands', given('five'));
  const lines = await until('the lines are written', () => {
    const found = service.log.err.split('\n').filter((line) => / request id=(one|two|three|four|five) /.test(line));
    return found.length >= 5 && found;
  });
  assert.equal(lines.length, 5);
  const parts = ['id=one path=/healthz status=200', 'id=two path=/metrics status=200', 'id=three path=other status=404', 'id=four path=/readyz status=405',
    'id=five platform=slack path=/slack/commands kind=rejected'];
  parts.forEach((part, index) => assert.ok(lines[index].includes(part), lines[index]));
  assert.equal(service.log.err.includes('secret'), false);
});

test('it serves https, and shows a new certificate after SIGHUP', async (t) => {
  const at = folder(t);
  const files = { certificate: path.join(at, 'certificate.pem'), key: path.join(at, 'key.pem') };
  const make = (name) => {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`,
      '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', files.key, '-out', files.certificate], { stdio: 'ignore' });
    return fs.readFileSync(files.certificate);
  };
  const first = make('first');
  const slack = await Slack.start(t);
  const env = { ...slack.env, BACKWALK_TLS_CERTIFICATE: files.certificate, BACKWALK_TLS_KEY: files.key };
  const service = await serve(t, { store: path.join(at, 'plan.db'), env });
  assert.match(service.address, /^https:/);
  service.ca = first;
  assert.equal((await sendCommand(service, 'start Billing live by 30 oct')).status, 200);
  const second = make('second');
  service.child.kill('SIGHUP');
  await until('both are told', () => service.log.err.split('certificate good_until=').length === 3);
  service.agent.destroy();
  service.ca = second;
  assert.equal((await service.request('GET', '/healthz')).status, 200);
  assert.equal(await service.stop(), 0);
});
