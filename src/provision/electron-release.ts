/**
 * The Electron that Convas runs in and ships: the release, and the sha256 of its archives as Electron's own npm
 * package of that version lists them. It is pinned here, not by the package `electron` in package.json: newer ones of
 * that package want a later Node than Convas does, and it is needed for its types alone.
 */
export interface ElectronRelease {
  readonly version: string;
  /**
   * The day on which the third major after it is due, `2027-04-07`: Electron fixes the latest three. Majors come every
   * eight weeks.
   */
  readonly supportedUntil: string;
  /** By system, `linux-x64`: sha256, hexadecimal. */
  readonly sha256: Readonly<Partial<Record<string, string>>>;
}

export const electronRelease: ElectronRelease = {
  version: '45.4.1',
  supportedUntil: '2027-04-07',
  sha256: {
    'darwin-arm64': 'd080c3b05a01bd16137f2c12ab9ebf083c577757fe846844ba325bafa8e8bdf4',
    'darwin-x64': '1c80d2ccf71b02c8fd9940fd09cafe88090a48c1bab0193c79b597b08d890e79',
    'linux-arm64': '3da04c450fa682e3b80961e92a918a1c2a1a10796527a7e63dec7b8e466b6334',
    'linux-x64': 'e1d077c7a087d7e344350ea0c5cd2b7dc5af3d9bf7979474f38e0fc1a560b875',
    'win32-arm64': '5ad2f09093cba71ad7dc8ddb2ef7261978c9130aa07e492556efe802f6ca74e9',
    'win32-x64': '2ba6223afa9121f42831fefe92c434334907540165294fc56697449d12e7cfe9',
  },
};

/** Whether security fixes still come for a release on that day. */
export const isSupported = ({ supportedUntil }: ElectronRelease, at: Date): boolean =>
  at.toISOString().slice(0, 10) <= supportedUntil;
