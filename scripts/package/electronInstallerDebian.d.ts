/** The part of electron-installer-debian that we use; the package has no types of its own. */
declare module 'electron-installer-debian' {
  /** Makes a .deb of the folder `src` in the folder `dest`. */
  export default function createDebianInstaller(data: {
    src: string;
    dest: string;
    arch: string;
    options: Record<string, string | readonly string[]>;
  }): Promise<unknown>;
}
