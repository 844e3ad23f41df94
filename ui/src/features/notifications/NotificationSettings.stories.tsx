import { screen } from "@/stories/story";

export default screen("/settings#notifications", ["notifications.preferences"]);
