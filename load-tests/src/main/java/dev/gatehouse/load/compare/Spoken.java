package dev.gatehouse.load.compare;

/** What a client speaks to a proxy. */
enum Spoken {
    HTTP_1,
    HTTP_2,
    WEB_SOCKET
}
