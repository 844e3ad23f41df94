//! The same App over HTTP: REST, OpenAPI, WebSocket, the UI in a browser.
