/** One request written as a program, in three languages. Nothing to install to run any of them. */

/**
 * @param {string} address without query
 * @param {Record<string, string>} parameters
 */
export function curl(address, parameters) {
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  const lines = Object.entries(parameters).map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`);
  return [`curl --get ${quoted(address)}`, ...lines].join(" \\\n  ");
}

export function python(address, parameters) {
  return `import json
import urllib.parse
import urllib.request

parametres = ${dictionary(parameters)}
adresse = ${JSON.stringify(`${address}?`)} + urllib.parse.urlencode(parametres)
with urllib.request.urlopen(adresse, timeout=10) as reponse:
    print(json.load(reponse))
`;
}

export function javascript(address, parameters) {
  return `const parametres = new URLSearchParams(${dictionary(parameters)});
const reponse = await fetch(${JSON.stringify(`${address}?`)} + parametres);
console.log(await reponse.json());
`;
}

/** JSON strings are also strings of both languages. */
function dictionary(parameters) {
  const lines = Object.entries(parameters).map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  return `{\n${lines.join("\n")}\n}`;
}
