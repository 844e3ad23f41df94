// Keys are checked by the compiler: a text that does not exist in English is an error.
import "i18next";
import type en from "./en.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
    returnNull: false;
    strictKeyChecks: false;
  }
}
