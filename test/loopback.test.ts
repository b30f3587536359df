import { expect, test } from '@jest/globals';
import { isLoopbackAddress, isLoopbackAuthority, isLoopbackHost } from '../src/loopback.ts';

test.each<[string, boolean]>([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['[::1]', true],
  ['::1', false],
  ['localhost:80', false],
  ['127.0.0.1.nip.io', false],
  ['10.127.0.0.1', false],
  ['', false],
])('the host %s is this machine: %p', (hostname, isLocal) => {
  expect(isLoopbackHost(hostname)).toBe(isLocal);
});

test.each<[string, boolean]>([
  ['localhost', true],
  ['LOCALHOST:3978', true],
  ['127.0.0.1:3978', true],
  ['[::1]:3978', true],
  ['localhost.evil.example', false],
  ['localhost:3978@evil.example', false],
  ['127.0.0.1.nip.io', false],
  ['[::1', false],
  ['', false],
])('a Host of %s is this machine: %p', (authority, isLocal) => {
  expect(isLoopbackAuthority(authority)).toBe(isLocal);
});

test.each<[string, boolean]>([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:10.0.0.1', false],
  ['192.168.0.1', false],
  ['', false],
])('a caller at %s is on this machine: %p', (address, isLocal) => {
  expect(isLoopbackAddress(address)).toBe(isLocal);
});
