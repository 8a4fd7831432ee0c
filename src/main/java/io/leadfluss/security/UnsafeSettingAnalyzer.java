package io.leadfluss.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which setting stopped the start, and what to set instead, without a stack trace. */
class UnsafeSettingAnalyzer extends AbstractFailureAnalyzer<UnsafeSetting> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnsafeSetting cause) {
        return new FailureAnalysis(cause.getMessage(), cause.wayOut(), cause);
    }
}
