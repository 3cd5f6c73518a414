// Finds the names of properties that the build may shorten: those that only our own code writes and reads.
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parse } from "acorn";
import { build } from "esbuild";

/** Sources whose objects others write or read too: the company's page, the tag's script, a server, a page in a frame. */
const SHARED_SOURCES =
  /^(src\/(api|index|load)\.ts|src\/(loader|launch|child|texts)\/|src\/app\/contract\.ts|\.\.\/wire\/|\.\.\/mirror\/capture\/(early|child-messages|told-animation|mask\/policy)\.ts)/;
/** Sources that make messages of objects, or objects of messages, which another version may have written. */
const TAKES_MESSAGES = /\bJSON\.parse\(|\bplainJson\(|\bpostMessage\((?!0\))|from "\.\/keep\.ts"/;
/** Of these, those all of whose messages are typed in a shared source. */
const TYPED_ELSEWHERE = /^\.\.\/mirror\/capture\/(animations|child-frames|highlights)\.ts$/;
/** Calls by which the names of an object become values. */
const NAMES_AS_VALUES = new Set(["entries", "keys", "fromEntries", "assign"]);

/** Folders of the sources that the page script is made of. */
const SOURCES = [
  "src",
  "../mirror/capture",
  "../mirror/codec",
  "../mirror/perform",
  "../mirror/annotate",
  "../wire/ts/src",
];

/** A pattern of the names that may be shortened in what `options` builds. */
export async function shortenable(options) {
  const [kept, { outputFiles }] = await Promise.all([
    namesOfOthers(options.absWorkingDir),
    build({ ...options, minify: false, write: false }),
  ]);
  const written = new Set();
  for (const { text } of outputFiles) {
    const found = namesIn(parse(text, { ecmaVersion: "latest", sourceType: "module" }));
    for (const name of found.written) written.add(name);
    for (const name of found.spoken) kept.add(name);
  }
  const names = [...written].filter(
    (name) => name.length > 1 && !kept.has(name) && !kept.has(name.toLowerCase()),
  );
  return new RegExp(`^(?:${names.sort().join("|")})$`);
}

/** Names that the browser, the company's page, the server or another version may know, and those that are values. */
async function namesOfOthers(root) {
  const [platform, ...sources] = await Promise.all([
    platformNames(),
    ...SOURCES.map(async (folder) => {
      const paths = (await readdir(join(root, folder), { recursive: true })).filter((path) =>
        /(?<!\.test)\.ts$/.test(path),
      );
      return Promise.all(paths.map((path) => sharedNames(root, `${folder}/${path}`)));
    }),
  ]);
  return new Set([...platform.flatMap(spellings), ...sources.flat(2)]);
}

async function sharedNames(root, path) {
  const source = await readFile(join(root, path), "utf8");
  if (SHARED_SOURCES.test(path) || (TAKES_MESSAGES.test(source) && !TYPED_ELSEWHERE.test(path)))
    return (
      source
        .replaceAll(COMMENT, "")
        .replaceAll(MODULE, "")
        .match(/(?<![.\w$#])[\w$]+/g) ?? []
    );
  return Array.from(source.matchAll(/"([\w$]+)"/g), ([, name]) => name);
}

/** Every name of the language and of browsers' interfaces and options: as the type checker knows them, and as found. */
async function platformNames() {
  const own = createRequire(import.meta.url);
  const compiler = createRequire(own.resolve("typescript/package.json"));
  const { platform, arch } = process;
  const types = join(
    dirname(compiler.resolve(`@typescript/typescript-${platform}-${arch}/package.json`)),
    "lib",
  );
  const files = (await readdir(types)).filter((file) => /^lib\..*\.d\.ts$/.test(file));
  const declared = await Promise.all(files.map((file) => readFile(join(types, file), "utf8")));
  const found = await readFile(
    join(dirname(own.resolve("terser/package.json")), "tools", "domprops.js"),
    "utf8",
  );
  return [...declared, found].flatMap((text) => Array.from(text.matchAll(MEMBER), ([, name]) => name));
}

/** A name at the start of its line, as declarations and lists have them. */
const MEMBER = /^ *(?:(?:readonly|declare|var|function|interface|type|get|set) )*"?([\w$]+)"?\??[:(<, ]/gm;

const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/** Where an import comes from: a path is no name. */
const MODULE = /\b(?:from|import) ?\(?"[^"]*"/g;

/** A name as such, as the attribute, and as the event. */
const spellings = (name) => [name, name.toLowerCase(), name.toLowerCase().replace(/^on/, "")];

/** Names of properties that the code writes, and those that it also handles as values or exports. */
function namesIn(program) {
  const written = new Set();
  const spoken = new Set();
  /** Variables whose properties are asked for by a name in a variable. */
  const looked = new Set();
  const literals = new Map();
  const keysOf = (object) =>
    object.properties.flatMap((p) => (p.computed || !p.key?.name ? [] : [p.key.name]));
  const lookInto = (node) => {
    if (node?.type === "ObjectExpression") for (const name of keysOf(node)) spoken.add(name);
    if (node?.type === "Identifier") looked.add(node.name);
  };
  each(program, (node) => {
    switch (node.type) {
      case "ObjectExpression":
        for (const name of keysOf(node)) written.add(name);
        break;
      case "MethodDefinition":
      case "PropertyDefinition":
        if (!node.computed && node.key.type === "Identifier") written.add(node.key.name);
        break;
      case "VariableDeclarator":
        if (node.init?.type === "ObjectExpression") literals.set(node.id.name, keysOf(node.init));
        break;
      case "MemberExpression":
        if (node.computed) lookInto(node.object);
        break;
      case "ExportSpecifier":
        spoken.add(node.exported.name);
        break;
      case "CallExpression":
        if (NAMES_AS_VALUES.has(node.callee.property?.name)) node.arguments.forEach(lookInto);
        break;
      default:
    }
  });
  for (const [variable, names] of literals)
    if (looked.has(variable)) for (const name of names) spoken.add(name);
  return { written, spoken };
}

function each(node, visit) {
  if (typeof node?.type !== "string") return;
  visit(node);
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) for (const one of child) each(one, visit);
    else if (child !== null && typeof child === "object") each(child, visit);
  }
}
