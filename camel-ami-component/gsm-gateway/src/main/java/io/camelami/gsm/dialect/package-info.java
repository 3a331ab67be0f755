/**
 * How vendors speak. A {@link io.camelami.gsm.dialect.Dialect} is found by its name through
 * {@link java.util.ServiceLoader}, or handed to {@link io.camelami.gsm.GsmGateways}; what it needs to remember of one
 * gateway lives in its {@link io.camelami.gsm.dialect.DialectSession}.
 */
package io.camelami.gsm.dialect;
