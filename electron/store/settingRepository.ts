import type Database from 'better-sqlite3';

/** Named JSON texts. */
export interface SettingRepository {
  read(name: string): string | null;
  write(name: string, value: string): void;
}

/** The settings of an open database. */
export function settingRepository(database: Database.Database): SettingRepository {
  const select = database.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck();
  const upsert = database.prepare(`
    INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = @value`);
  return {
    read: (name) => select.get(name) ?? null,
    write: (name, value) => void upsert.run({ name, value }),
  };
}
