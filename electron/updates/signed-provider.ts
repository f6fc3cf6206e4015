import { verify } from 'node:crypto';
import { Provider, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater';
import {
  type ProviderRuntimeOptions,
  parseUpdateInfo,
  resolveFiles,
} from 'electron-updater/out/providers/Provider.js';
import { UpdateError } from './failure.ts';
import type { UpdateSource } from './source.ts';

/**
 * A feed at an address, believed only where the app's own key signed it. The feed has the SHA-512 of each file, so that
 * one signature covers the release; whoever holds the server alone can neither add a version nor change a file.
 */
export class SignedProvider extends Provider<UpdateInfo> {
  private readonly base: URL;
  private readonly publicKey: string;

  constructor({ url, publicKey }: UpdateSource, options: ProviderRuntimeOptions) {
    super(options);
    this.base = new URL(url.endsWith('/') ? url : `${url}/`);
    this.publicKey = publicKey;
  }

  /** electron-updater sends a number of its own with each request, by which a machine could be known again: not here. */
  override setRequestHeaders(): void {}

  async getLatestVersion(): Promise<UpdateInfo> {
    const name = `${this.getDefaultChannelName()}.yml`;
    const address = new URL(name, this.base);
    const feed = (await this.httpRequest(address)) ?? '';
    const signature = (await this.httpRequest(new URL(`${name}.sig`, this.base))) ?? '';
    if (!verify(null, Buffer.from(feed), this.publicKey, Buffer.from(signature, 'base64')))
      throw new UpdateError('signature');
    return parseUpdateInfo(feed, name, address);
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(info, this.base);
  }
}
