import { screen } from "@/stories/story";

const states = screen("/duplicates", ["contacts.duplicates"]);
const companies = screen("/duplicates?of=companies", ["companies.duplicates"]);

export default {
  ...states,
  german: { ...states["full"], language: "de" as const },
  companies: companies["full"],
  companiesGerman: { ...companies["full"], language: "de" as const },
};
