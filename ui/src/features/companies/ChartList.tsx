// A chart as a list of lists: every name a link, every level further in.
import { Link } from "@tanstack/react-router";
import type { BoxText } from "./svg";
import type { Twig } from "./tidy";

export function ChartList(props: {
  roots: Twig[];
  of: "people" | "companies";
  textOf: (id: string) => BoxText;
}) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3 md:px-6">
      <Level {...props} />
    </div>
  );
}

function Level({
  roots,
  of,
  textOf,
}: {
  roots: Twig[];
  of: "people" | "companies";
  textOf: (id: string) => BoxText;
}) {
  return (
    <ul className="flex flex-col [&_ul]:ms-3 [&_ul]:border-s [&_ul]:border-line [&_ul]:ps-4">
      {roots.map(({ id, children }) => {
        const { name, detail } = textOf(id);
        return (
          <li key={id}>
            <div className="flex min-h-9 flex-wrap items-baseline gap-x-3 py-1">
              <Link
                to={of === "people" ? "/contacts/$id" : "/companies/$id"}
                params={{ id }}
                className="hit font-medium hover:underline"
              >
                <bdi>{name}</bdi>
              </Link>
              <span className="text-xs text-muted">{detail}</span>
            </div>
            {children.length > 0 && <Level roots={children} of={of} textOf={textOf} />}
          </li>
        );
      })}
    </ul>
  );
}
