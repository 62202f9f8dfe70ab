// cspell in one long-lived process: a JSON line {"language", "text"} in, a JSON line [[start, end], …] out.
//
//     node benchmarks/cspell_server.mjs FOLDER      the folder in which npm installed cspell-lib and dictionaries
//
// The first line out is {"version", "languages"}. Offsets are UTF-16 code units, as cspell counts.
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv[2]);
const modules = join(folder, 'node_modules');
const home = join(modules, 'cspell-lib');
const about = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
const lib = await import(pathToFileURL(join(home, about.exports['.'].import ?? about.exports['.'])).href);

// A dictionary of a language is @cspell/dict-xx or dict-xx-yy; those of programming languages are longer or no locales.
const own = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const LOCALES = /^dict-([a-z]{2})(?:[-_]([a-z]{2}))?$/;
const extensions = { en: [] };
for (const name of readdirSync(join(modules, '@cspell')).sort()) {
  const found = LOCALES.exec(name);
  if (!found || found[1] === 'en' || name === 'dict-al' || !own.of(found[1])) continue;
  (extensions[found[1]] ??= []).push(join(modules, '@cspell', name, 'cspell-ext.json'));
}
process.stdout.write(JSON.stringify({ version: about.version, languages: Object.keys(extensions).sort() }) + '\n');

// Each extension names the locales that its dictionary is used for; all of them are asked for at once, so that none
// is missed: a locale that an extension does not know loads no dictionary, and cspell does not say so.
const settings = {};
async function settingsOf(language) {
  if (settings[language]) return settings[language];
  const paths = extensions[language];
  const read = await Promise.all(paths.map((path) => lib.readConfigFile(path)));
  const dictionaries = read.flatMap((file) => file.settings.dictionaryDefinitions.map((definition) => definition.name));
  settings[language] = {
    version: '0.2',
    language: language === 'en' ? 'en,en-GB' : language,
    import: paths,
    dictionaries,
    enabled: true,
    maxNumberOfProblems: 100000,
    maxDuplicateProblems: 100000,
  };
  return settings[language];
}

for await (const line of createInterface({ input: process.stdin })) {
  const { language, text } = JSON.parse(line);
  const document = { uri: 'file:///text.txt', text, languageId: 'plaintext' };
  const options = { generateSuggestions: false, noConfigSearch: true };
  const checked = await lib.spellCheckDocument(document, options, await settingsOf(language));
  const issues = checked.issues.map((issue) => [issue.offset, issue.offset + issue.text.length]);
  process.stdout.write(JSON.stringify(issues) + '\n');
}
