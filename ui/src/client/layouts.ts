// How the seller arranged the fields of a kind.

export interface FieldLayout {
  groups: { name: string; fields: string[] }[];
  hidden: string[];
}

interface Arranged {
  of: string;
  /** Absent for the usual one. */
  layout?: FieldLayout;
}

export interface LayoutCommands {
  "layouts.get": { input: { of: string }; output: Arranged };
  "layouts.set": {
    input: { of: string; groups: FieldLayout["groups"]; hidden?: string[] };
    output: Arranged;
  };
  "layouts.reset": { input: { of: string }; output: Arranged };
}
