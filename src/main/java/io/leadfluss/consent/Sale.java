package io.leadfluss.consent;

/**
 * What the exception for existing customers rests on: the address came with a sale, and the customer was told clearly that it may object to
 * advertising for similar goods at any time.
 *
 * @param reference the order or contract
 * @param productGroup which goods are similar to what was sold, such as {@code software}
 * @param noticeVersion which version of the notice stood beside the field for the address
 */
public record Sale(String reference, String productGroup, String noticeVersion) {

    static final String GROUP = "[a-z0-9]+(-[a-z0-9]+)*";

    public Sale {
        if (reference == null || reference.isBlank() || reference.length() > 100) {
            throw new IllegalArgumentException("A sale needs a reference of 1 to 100 characters");
        }
        if (productGroup == null || productGroup.length() > 40 || !productGroup.matches(GROUP)) {
            throw new IllegalArgumentException("productGroup is not valid: use small letters, digits and hyphens, at most 40");
        }
        if (noticeVersion == null || noticeVersion.isBlank() || noticeVersion.length() > 60) {
            throw new IllegalArgumentException("noticeVersion is missing or too long: name in 1 to 60 characters the notice on objecting that the "
                    + "customer saw");
        }
    }
}
