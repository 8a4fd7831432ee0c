package io.leadfluss.handover;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.hibernate.annotations.Immutable;

/** That a sales person may see a lead, as the view of this name says. */
@Entity
@Immutable
@Table(name = "lead_viewer")
@IdClass(LeadViewer.Key.class)
class LeadViewer {

    @Id
    private Long leadId;
    @Id
    private String username;

    protected LeadViewer() {
    }

    static class Key implements Serializable {

        private Long leadId;
        private String username;

        protected Key() {
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Objects.equals(key.leadId, leadId) && Objects.equals(key.username, username);
        }

        @Override
        public int hashCode() {
            return Objects.hash(leadId, username);
        }
    }
}
