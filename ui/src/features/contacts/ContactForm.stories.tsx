import { idOf } from "@/client/fakePeople";
import { screen } from "@/stories/story";

const path = `/contacts/${idOf("contact", 0)}/edit`;
const { empty: _, ...states } = screen(path, ["contacts.get"]);

export default { ...states, empty: { path: "/contacts/new" } };
