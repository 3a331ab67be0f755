/**
 * The way out: span choice, one sender a span, pacing, quotas, and exactly one outcome for every request. Everything in
 * here runs on one {@link io.camelami.gsm.send.Worker}, so nothing in here is locked; only the counting of quotas, which may
 * block, has another one to itself.
 */
package io.camelami.gsm.send;
