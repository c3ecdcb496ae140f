package dev.gatehouse.load.compare;

import java.nio.file.Path;

/**
 * Where one contender does one work.
 *
 * @param folder its own, for configuration and logs
 * @param home the folder of Gatehouse's sources
 * @param port where it has to listen
 * @param management a free port beside it
 * @param origin the origin's port for this work
 * @param kafka the broker's address, empty without one
 */
record Site(Path folder, Path home, Credentials credentials, int port, int management, int origin, String kafka) {}
