package io.promsh.audit.rule;

import io.promsh.audit.source.Place;

/**
 * Where a secret is written; not the secret.
 *
 * @param what what it is: {@code the variable GF_SECURITY_ADMIN_PASSWORD of grafana}
 * @param remedy how to refer to it instead
 */
record SecretPlace(Place place, String what, String remedy) {}
