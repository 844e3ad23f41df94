import { screen } from "@/stories/story";

export default screen("/trash", ["contacts.list"], { trashed: 7 });
