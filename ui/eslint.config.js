// What the linters hold: types, hooks, accessibility, no text outside the locales, and the direction of imports.
import js from "@eslint/js";
import i18next from "eslint-plugin-i18next";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

const layer = (files, group, message) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [{ group, message }] }] },
});

export default ts.config(
  { ignores: ["dist", "dist-stories", "node_modules"] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  a11y.flatConfigs.strict,
  hooks.configs.flat["recommended-latest"],
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js", "public/sw.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unnecessary-type-assertion": "error",
      "@typescript-eslint/no-base-to-string": "off",
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    files: ["src/**/*.tsx"],
    ignores: ["src/**/*.test.tsx", "src/**/*.stories.tsx"],
    plugins: { i18next },
    rules: {
      "i18next/no-literal-string": ["error", { mode: "jsx-text-only", words: { exclude: ["[^\\p{L}]*"] } }],
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "JSXAttribute[name.name=/^(label|title|placeholder|alt|text|hint|description|heading|aria-label|aria-description)$/] > Literal[value=/[A-Za-z]/]",
          message: "Text belongs to the locales.",
        },
      ],
    },
  },
  layer(
    ["src/kit/**"],
    ["@/features/*", "@/shell/*", "@/records/*", "@tauri-apps/*"],
    "The kit knows no feature; only client/tauri.ts knows the shell.",
  ),
  layer(
    ["src/records/**"],
    ["@/features/*", "@tauri-apps/*"],
    "What records have in common knows no feature.",
  ),
  layer(
    ["src/features/**", "src/shell/**", "src/locales/**"],
    ["@tauri-apps/*"],
    "Only client/tauri.ts knows the shell.",
  ),
  { files: ["**/*.test.{ts,tsx}"], rules: { "@typescript-eslint/no-non-null-assertion": "off" } },
  { files: ["eslint.config.js", "public/*.js"], ...ts.configs.disableTypeChecked },
  { files: ["public/*.js"], languageOptions: { globals: globals.serviceworker } },
);
