//! What a feature is made of: Cx, commands!, generic record commands, the test World.
