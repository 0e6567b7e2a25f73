import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.Ruler;

/** Reads lines of {"pattern": ..., "event": ...} and says for each whether EventBridge would match. */
public class MatchEvents {
    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode asked = json.readTree(line);
            System.out.println(answer(asked.get("event").toString(), asked.get("pattern").toString()));
        }
    }

    private static String answer(String event, String pattern) {
        try {
            return String.valueOf(Ruler.matchesRule(event, pattern));
        } catch (Exception refused) {
            return "refused";
        }
    }
}
